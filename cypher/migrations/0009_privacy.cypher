// Requests for what is known of a person, personal data apart from the graph, and what must not come back.
CREATE CONSTRAINT data_request_id IF NOT EXISTS FOR (n:DataRequest) REQUIRE n.id IS UNIQUE;
CREATE INDEX data_request_user IF NOT EXISTS FOR (n:DataRequest) ON (n.user_id);
CREATE INDEX data_request_kind_state IF NOT EXISTS FOR (n:DataRequest) ON (n.kind, n.state);
CREATE CONSTRAINT export_part_number IF NOT EXISTS FOR (n:ExportPart) REQUIRE (n.request_id, n.number) IS UNIQUE;
CREATE CONSTRAINT user_pii_user IF NOT EXISTS FOR (n:UserPii) REQUIRE n.user_id IS UNIQUE;
CREATE CONSTRAINT erasing_user IF NOT EXISTS FOR (n:Erasing) REQUIRE n.user_id IS UNIQUE;
CREATE CONSTRAINT tombstone_hash IF NOT EXISTS FOR (n:Tombstone) REQUIRE (n.thing, n.hash) IS UNIQUE;
CREATE INDEX tombstone_at IF NOT EXISTS FOR (n:Tombstone) ON (n.at);
