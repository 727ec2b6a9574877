// The groups that Louvain finds in a graph in memory, and the sub-communities that members were in before.
// access: read
// param graph: STRING
// param concurrency: INTEGER
// column user_id: STRING
// column group: INTEGER
// column former: STRING
CALL gds.louvain.stream($graph, {
  relationshipTypes: ['BOUND'], relationshipWeightProperty: 'weight', concurrency: $concurrency}) YIELD nodeId, communityId
MATCH (user:User) WHERE id(user) = nodeId
RETURN user.id AS user_id, communityId AS group, user.sub_community AS former
