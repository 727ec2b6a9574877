// Answers to a question: the accepted one first, then by votes, then oldest first. A question has few enough to sort.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
// column accepted: BOOLEAN
// column votes: INTEGER
MATCH (question:Content {id: $content_id})<-[:ANSWERS]-(content:Answer)
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, EXISTS { (question)-[:ACCEPTED]->(content) } AS accepted,
       coalesce(content.vote_up_held, 0) - coalesce(content.vote_down_held, 0) AS votes
ORDER BY accepted DESC, votes DESC, content.published_at, id
LIMIT 100
