// Accounts that were merged into another: found by every name they had, and by the survivor they lead to.
CREATE CONSTRAINT merged_user IF NOT EXISTS FOR (n:Merged) REQUIRE n.user_id IS UNIQUE;
CREATE CONSTRAINT merged_handle IF NOT EXISTS FOR (n:Merged) REQUIRE n.handle IS UNIQUE;
CREATE CONSTRAINT merged_external_id IF NOT EXISTS FOR (n:Merged) REQUIRE n.external_id IS UNIQUE;
CREATE CONSTRAINT merged_id IF NOT EXISTS FOR (n:Merged) REQUIRE n.merge_id IS UNIQUE;
CREATE INDEX merged_look IF NOT EXISTS FOR (n:Merged) ON (n.look);
CREATE INDEX merged_into IF NOT EXISTS FOR (n:Merged) ON (n.into_id);
CREATE INDEX merged_state IF NOT EXISTS FOR (n:Merged) ON (n.state);
CREATE INDEX merged_at IF NOT EXISTS FOR (n:Merged) ON (n.at);
