// Users of one value segment by stored activity, the most active first.
// access: read
// param segment: STRING
// param before_activity: FLOAT
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column activity: FLOAT
MATCH (user:User {segment: $segment})
WHERE user.activity <= $before_activity AND CASE user.activity WHEN $before_activity THEN user.id < $before_id ELSE true END
RETURN user.id AS id, user.activity AS activity
ORDER BY user.segment DESC, user.activity DESC, user.id DESC
LIMIT $limit
