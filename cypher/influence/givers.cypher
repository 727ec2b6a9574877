// By how many members influence was handed to each.
// access: read
// param graph: STRING
// param concurrency: INTEGER
// column user_id: STRING
// column givers: INTEGER
CALL gds.degree.stream($graph, {
  relationshipTypes: ['HANDS_ON'], orientation: 'REVERSE', concurrency: $concurrency}) YIELD nodeId, score
WHERE score > 0
MATCH (user:User) WHERE id(user) = nodeId
RETURN user.id AS user_id, toInteger(score) AS givers
