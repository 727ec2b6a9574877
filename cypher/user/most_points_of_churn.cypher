// Users of one churn state, and of one value segment if it is named, by points, those with the most first.
// access: read
// param churn: STRING
// param segment: STRING
// param before_points: INTEGER
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column points: INTEGER
MATCH (user:User {churn: $churn})
USING INDEX SEEK user:User(churn, points)
WHERE user.points <= $before_points AND CASE user.points WHEN $before_points THEN user.id < $before_id ELSE true END
  AND ($segment IS NULL OR user.segment = $segment)
RETURN user.id AS id, user.points AS points
ORDER BY user.churn DESC, user.points DESC, user.id DESC
LIMIT $limit
