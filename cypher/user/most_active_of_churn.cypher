// Users of one churn state, and of one value segment if it is named, by stored activity, those with the most first.
// access: read
// param churn: STRING
// param segment: STRING
// param before_activity: FLOAT
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column activity: FLOAT
MATCH (user:User {churn: $churn})
USING INDEX SEEK user:User(churn, activity)
WHERE user.activity <= $before_activity AND CASE user.activity WHEN $before_activity THEN user.id < $before_id ELSE true END
  AND ($segment IS NULL OR user.segment = $segment)
RETURN user.id AS id, user.activity AS activity
ORDER BY user.churn DESC, user.activity DESC, user.id DESC
LIMIT $limit
