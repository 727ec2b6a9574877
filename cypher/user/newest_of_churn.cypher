// Users of one churn state, and of one value segment if it is named, by the time they joined, the newest first.
// access: read
// param churn: STRING
// param segment: STRING
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (user:User {churn: $churn})
USING INDEX SEEK user:User(churn, joined_at)
WHERE user.joined_at <= $before_at AND CASE user.joined_at WHEN $before_at THEN user.id < $before_id ELSE true END
  AND ($segment IS NULL OR user.segment = $segment)
RETURN user.id AS id, user.joined_at AS at
ORDER BY user.churn DESC, user.joined_at DESC, user.id DESC
LIMIT $limit
