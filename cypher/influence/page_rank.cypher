// PageRank of the members of a graph in memory.
// access: read
// param graph: STRING
// param damping: FLOAT
// param rounds: INTEGER
// param tolerance: FLOAT
// param concurrency: INTEGER
// column user_id: STRING
// column rank: FLOAT
CALL gds.pageRank.stream($graph, {
  relationshipTypes: ['HANDS_ON'], relationshipWeightProperty: 'weight', dampingFactor: $damping, maxIterations: $rounds,
  tolerance: $tolerance, concurrency: $concurrency}) YIELD nodeId, score
MATCH (user:User) WHERE id(user) = nodeId
RETURN user.id AS user_id, score AS rank
