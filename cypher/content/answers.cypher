// Answers to a question: the accepted one first, then by votes, then oldest first. A question has few enough to sort.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param after_rank: INTEGER
// param after_at: ZONED DATETIME
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
// column rank: INTEGER
// column at: ZONED DATETIME
MATCH (question:Content {id: $content_id})
OPTIONAL MATCH (question)-[:ACCEPTED]->(accepted:Answer)
WITH question, collect(accepted.id) AS accepted
MATCH (question)<-[:ANSWERS]-(content:Answer)
WHERE content.visibility IN $audience AND content.published_at <= $now
WITH content, coalesce(content.vote_up_held, 0) - coalesce(content.vote_down_held, 0) +
  CASE WHEN content.id IN accepted THEN 1000000000 ELSE 0 END AS rank, content.published_at AS at, content.id AS id
WHERE rank < $after_rank OR (rank = $after_rank AND (at > $after_at OR (at = $after_at AND id > $after_id)))
RETURN id, rank, at
ORDER BY rank DESC, at, id
LIMIT $limit
