// Users of one value segment by the time they joined, the newest first.
// access: read
// param segment: STRING
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (user:User {segment: $segment})
WHERE user.joined_at <= $before_at AND CASE user.joined_at WHEN $before_at THEN user.id < $before_id ELSE true END
RETURN user.id AS id, user.joined_at AS at
ORDER BY user.segment DESC, user.joined_at DESC, user.id DESC
LIMIT $limit
