// Comments on a content, oldest first, so that a conversation reads downwards; read from the index of REPLIES_TO.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param after_at: ZONED DATETIME
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (content:Comment)-[reply:REPLIES_TO]->(:Content)
USING INDEX SEEK reply:REPLIES_TO(above_id, published_at)
WHERE reply.above_id = $content_id AND reply.published_at >= $after_at
  AND CASE reply.published_at WHEN $after_at THEN content.id > $after_id ELSE true END
  AND content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, content.published_at AS at
ORDER BY reply.above_id, reply.published_at, id
LIMIT $limit
