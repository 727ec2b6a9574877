// Contents one user wrote, newest first, read from the index of AUTHORED.
// access: read
// audience: viewer
// param user_id: STRING
// param kinds: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (:User)-[wrote:AUTHORED]->(content:Content)
USING INDEX SEEK wrote:AUTHORED(user_id, at)
WHERE wrote.user_id = $user_id AND wrote.at <= $before_at
  AND content.published_at <= $before_at
  AND CASE content.published_at WHEN $before_at THEN content.id < $before_id ELSE true END
  AND content.kind IN $kinds
  AND content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, content.published_at AS at
ORDER BY wrote.user_id DESC, wrote.at DESC, id DESC
LIMIT $limit
