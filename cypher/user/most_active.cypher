// Users by stored activity, the most active first.
// access: read
// param before_activity: FLOAT
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column activity: FLOAT
MATCH (user:User)
WHERE user.activity <= $before_activity AND CASE user.activity WHEN $before_activity THEN user.id < $before_id ELSE true END
RETURN user.id AS id, user.activity AS activity
ORDER BY user.activity DESC, user.id DESC
LIMIT $limit
