// Questions without an answer that anybody could read, newest first, read from the index of such questions.
// access: read
// audience: viewer
// param tags: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (content:Unanswered)
WHERE content.published_at <= $before_at
  AND CASE content.published_at WHEN $before_at THEN content.id < $before_id ELSE true END
  AND content.visibility IN $audience AND content.published_at <= $now
  AND content.closed_at IS NULL
  AND NOT EXISTS { MATCH (answer:Answer)-[:ANSWERS]->(content) WHERE answer.visibility IN ['PUBLIC', 'MEMBERS', 'PAID'] }
  AND (size($tags) = 0 OR EXISTS { MATCH (content)-[:TAGGED]->(tag:Tag) WHERE tag.slug IN $tags })
RETURN content.id AS id, content.published_at AS at
ORDER BY at DESC, id DESC
LIMIT $limit
