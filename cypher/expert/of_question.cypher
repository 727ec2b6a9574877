// Who answered questions like one: the newest hundred of each of its rarest three tags, rare tags telling more. With how
// near they stand to it in the embedding, as far as both have one.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column user_id: STRING
// column accepted: FLOAT
// column upvoted: FLOAT
// column nearness: FLOAT
// column answer_ids: LIST OF STRING
MATCH (question:Content {id: $content_id})
WHERE question:Question
CALL (question) {
  MATCH (question)-[:TAGGED]->(tag:Tag)
  WITH question, tag ORDER BY coalesce(tag.idf, 1.0) DESC, tag.slug LIMIT 3
  CALL (tag) {
    MATCH (asked:Question)-[tagged:TAGGED]->(:Tag)
    USING INDEX SEEK tagged:TAGGED(tag_id, published_at)
    WHERE tagged.tag_id = tag.id AND tagged.published_at <= $now
    RETURN asked ORDER BY tagged.tag_id DESC, tagged.published_at DESC LIMIT 100
  }
  WITH question, asked, sum(coalesce(tag.idf, 1.0)) AS weight
  WHERE asked <> question AND asked.visibility IN $audience
  MATCH (asked)<-[:ANSWERS]-(content:Answer)<-[:AUTHORED]-(user:User)
  WHERE content.visibility IN $audience AND content.published_at <= $now
    AND NOT EXISTS { (user)-[:AUTHORED]->(question) } AND NOT EXISTS { (user)-[:AUTHORED]->(asked) }
  WITH user, content.id AS answer_id,
       CASE WHEN EXISTS { (asked)-[:ACCEPTED]->(content) } THEN weight ELSE 0.0 END AS accepted,
       coalesce(content.vote_up_held, 0) - coalesce(content.vote_down_held, 0) AS votes, weight
  WITH user, answer_id, accepted, CASE WHEN votes > 0 THEN weight * log(1 + votes) ELSE 0.0 END AS upvoted
  WHERE accepted + upvoted > 0
  ORDER BY accepted + upvoted DESC, answer_id
  RETURN user, sum(accepted) AS accepted, sum(upvoted) AS upvoted, collect(answer_id)[..3] AS answer_ids
  ORDER BY accepted + upvoted DESC, user.id
  LIMIT $limit
}
RETURN user.id AS user_id, accepted, upvoted,
       CASE WHEN 'PERSONALISATION' IN user.consents
         THEN vector.similarity.cosine(user.graph_embedding, question.graph_embedding) END AS nearness, answer_ids
