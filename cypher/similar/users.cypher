// Who is nearest to a member in the embedding, of those who consent to personalisation as they do.
// access: read
// param user_id: STRING
// param looked_at: INTEGER
// param limit: INTEGER
// column user_id: STRING
// column score: FLOAT
MATCH (user:User {id: $user_id})
WHERE 'PERSONALISATION' IN user.consents AND user.graph_embedding IS NOT NULL
CALL db.index.vector.queryNodes('user_graph_embedding', $looked_at, user.graph_embedding) YIELD node AS other, score
WHERE other <> user AND 'PERSONALISATION' IN other.consents
RETURN other.id AS user_id, score
ORDER BY score DESC, user_id
LIMIT $limit
