// What is learned from the graph as a whole: lists of the influential, sub-communities, and the last runs.
CREATE INDEX user_influence IF NOT EXISTS FOR (n:User) ON (n.influence, n.id);
CREATE INDEX user_segment_influence IF NOT EXISTS FOR (n:User) ON (n.segment, n.influence, n.id);
CREATE INDEX user_churn_influence IF NOT EXISTS FOR (n:User) ON (n.churn, n.influence, n.id);
CREATE INDEX user_sub_community IF NOT EXISTS FOR (n:User) ON (n.sub_community);
CREATE CONSTRAINT sub_community_id IF NOT EXISTS FOR (n:SubCommunity) REQUIRE n.id IS UNIQUE;
CREATE INDEX sub_communities_by_size IF NOT EXISTS FOR (n:SubCommunity) ON (n.members, n.id);
CREATE CONSTRAINT graph_learning_name IF NOT EXISTS FOR (n:GraphLearning) REQUIRE n.name IS UNIQUE;
