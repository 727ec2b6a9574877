// Whom flights may reach is estimated from samples of members and of what is viewed, which a job marks once a day.
CREATE INDEX reach_of_members IF NOT EXISTS FOR (n:User) ON (n.reach_at);
CREATE INDEX reach_of_contents IF NOT EXISTS FOR (n:Content) ON (n.reach_at);
CREATE CONSTRAINT community_reach IF NOT EXISTS FOR (n:CommunityReach) REQUIRE n.name IS UNIQUE;
