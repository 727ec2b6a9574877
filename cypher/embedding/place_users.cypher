// Place members who consent to it and whom no whole run has embedded yet: where the mean stands of what they did last and of
// the fifty newest things they wrote, weighed as whole runs do, each as a vector of length 1.
// access: write
// param ids: LIST OF STRING
// param space: ZONED DATETIME
// param scale: FLOAT
// param wrote: FLOAT
// param answered: FLOAT
// param tagged: FLOAT
// column id: STRING
UNWIND $ids AS id
MATCH (user:User {id: id})
SET user:User
WITH user
WHERE 'PERSONALISATION' IN user.consents
  AND (user.graph_embedding_at IS NULL OR (user.graph_placed AND user.graph_embedding_at = $space))
CALL (user) {
  MATCH (list:CandidateList {user_id: user.id})
  UNWIND list.recent_ids AS content_id
  MATCH (content:Content {id: content_id})
  WHERE content.graph_embedding_at = $space
  MATCH (user)-[done:INTERACTED {key: user.id + '|' + content_id}]->(content)
  RETURN content.graph_embedding AS vector, done.interest / $scale AS weight
  UNION ALL
  CALL (user) {
    MATCH (user)-[wrote:AUTHORED]->(written:Content)
    USING INDEX SEEK wrote:AUTHORED(user_id, at)
    WHERE wrote.user_id = user.id AND wrote.at IS NOT NULL
    RETURN written ORDER BY wrote.user_id DESC, wrote.at DESC LIMIT 50
  }
  OPTIONAL MATCH (written)-[:ANSWERS]->(question:Content)
  WITH coalesce(question, written) AS content, CASE WHEN question IS NULL THEN $wrote ELSE $answered END AS weight
  WHERE content.graph_embedding_at = $space
  RETURN content.graph_embedding AS vector, weight
}
WITH user, vector, weight / sqrt(reduce(sum = 0.0, x IN vector | sum + x * x)) AS weight
WITH user, collect(vector) AS vectors, collect(weight) AS weights
WITH user, [i IN range(0, size(vectors[0]) - 1) |
            reduce(sum = 0.0, n IN range(0, size(vectors) - 1) | sum + weights[n] * vectors[n][i])] AS mean
WITH user, mean, sqrt(reduce(sum = 0.0, x IN mean | sum + x * x)) AS length
WHERE length > 0
SET user.graph_embedding = [x IN mean | x / length], user.graph_embedding_at = $space, user.graph_placed = true
RETURN user.id AS id
