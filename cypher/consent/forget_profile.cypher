// Forget what was learned of a member to choose for them; what they declared themselves stays.
// access: write
// param user_id: STRING
MATCH (user:User {id: $user_id})
REMOVE user.graph_embedding, user.graph_embedding_at, user.graph_placed
WITH user
CALL (user) {
  MATCH (user)-[interest:INTERESTED_IN]->(:Tag)
  WHERE NOT coalesce(interest.declared, false)
  DELETE interest
}
CALL (user) {
  MATCH (user)-[:HAS_CANDIDATES]->(list:CandidateList)
  DETACH DELETE list
}
