// Standing: one node a member and scope, which is the community or an area. Those who have points begin with them; rules of version 0
// never held, so that the job folds their ledgers at its next run.
CREATE CONSTRAINT standing_scope IF NOT EXISTS FOR (n:Standing) REQUIRE (n.user_id, n.scope) IS UNIQUE;
CREATE INDEX standing_version IF NOT EXISTS FOR (n:Standing) ON (n.scope, n.version);
CREATE CONSTRAINT standing_rules_scope IF NOT EXISTS FOR (n:StandingRules) REQUIRE n.scope IS UNIQUE;
MATCH (user:User) WHERE user.points <> 0
CALL (user) {
  MERGE (standing:Standing {user_id: user.id, scope: 'all'})
  ON CREATE SET standing.points = user.points, standing.version = 0
} IN TRANSACTIONS OF 1000 ROWS;
