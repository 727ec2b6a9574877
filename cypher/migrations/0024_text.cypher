// What a content was published as before, and what links lead to.
CREATE INDEX content_canonical_url IF NOT EXISTS FOR (n:Content) ON (n.canonical_url);
CREATE INDEX content_body_hash IF NOT EXISTS FOR (n:Content) ON (n.body_hash);
