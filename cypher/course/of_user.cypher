// The courses a member has begun, those begun last first, of those they may find.
// access: read
// audience: viewer
// param user_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (used:Consumption)
USING INDEX used:Consumption(user_id, begun_at)
WHERE used.user_id = $user_id AND used.begun_at <= $before_at
  AND CASE used.begun_at WHEN $before_at THEN used.content_id < $before_id ELSE true END
MATCH (content:Content {id: used.content_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, used.begun_at AS at
ORDER BY used.user_id DESC, used.begun_at DESC, id DESC
LIMIT $limit
