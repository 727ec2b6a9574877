// Recommendation: one list of candidates a user, one neighbourhood a content, and what is read by heat.
CREATE CONSTRAINT candidate_list_user IF NOT EXISTS FOR (n:CandidateList) REQUIRE n.user_id IS UNIQUE;
CREATE CONSTRAINT neighbourhood_content IF NOT EXISTS FOR (n:Neighbourhood) REQUIRE n.content_id IS UNIQUE;
CREATE CONSTRAINT community_signals_name IF NOT EXISTS FOR (n:CommunitySignals) REQUIRE n.name IS UNIQUE;
CREATE INDEX standalone_heat IF NOT EXISTS FOR (n:Standalone) ON (n.heat);
CREATE INDEX standalone_last_new_reader_at IF NOT EXISTS FOR (n:Standalone) ON (n.last_new_reader_at);
CREATE INDEX user_segment_joined_at IF NOT EXISTS FOR (n:User) ON (n.segment, n.joined_at);
