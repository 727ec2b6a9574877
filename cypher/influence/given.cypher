// How much interest each member of a graph in memory hands on, all that they hand on together.
// access: read
// param graph: STRING
// param concurrency: INTEGER
// column user_id: STRING
// column weight: FLOAT
CALL gds.degree.stream($graph, {
  relationshipTypes: ['HANDS_ON'], relationshipWeightProperty: 'weight', concurrency: $concurrency}) YIELD nodeId, score
WHERE score > 0
MATCH (user:User) WHERE id(user) = nodeId
RETURN user.id AS user_id, score AS weight
