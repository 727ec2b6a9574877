// Reactions are edges, one a member, content and kind; bookmarks one a member and content, listed by when they were made.
CREATE CONSTRAINT reaction_key IF NOT EXISTS FOR ()-[r:REACTED]-() REQUIRE r.key IS UNIQUE;
CREATE CONSTRAINT bookmark_pair IF NOT EXISTS FOR ()-[r:BOOKMARKED]-() REQUIRE r.key IS UNIQUE;
CREATE INDEX bookmarks_at IF NOT EXISTS FOR ()-[r:BOOKMARKED]-() ON (r.user_id, r.at);
