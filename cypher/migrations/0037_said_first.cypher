// What says the same is read from the earliest on, however many there are of it.
CREATE INDEX content_said_at IF NOT EXISTS FOR (n:Content) ON (n.body_hash, n.published_at);
CREATE INDEX content_first_home_at IF NOT EXISTS FOR (n:Content) ON (n.canonical_url, n.published_at);
DROP INDEX content_body_hash IF EXISTS;
