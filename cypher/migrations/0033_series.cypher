// Series: those of a member, the latest first, and by their slugs.
CREATE CONSTRAINT series_id IF NOT EXISTS FOR (n:Series) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT series_slug IF NOT EXISTS FOR (n:Series) REQUIRE n.slug IS UNIQUE;
CREATE INDEX series_of_user IF NOT EXISTS FOR (n:Series) ON (n.user_id, n.id);
