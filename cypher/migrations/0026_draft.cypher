// Drafts: those of a member, the latest first, and those whose time comes.
CREATE CONSTRAINT draft_id IF NOT EXISTS FOR (n:Draft) REQUIRE n.id IS UNIQUE;
CREATE INDEX draft_of_user IF NOT EXISTS FOR (n:Draft) ON (n.user_id, n.id);
CREATE INDEX draft_publish_at IF NOT EXISTS FOR (n:Draft) ON (n.publish_at);
