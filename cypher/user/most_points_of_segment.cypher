// Users of one value segment by points, those with the most first.
// access: read
// param segment: STRING
// param before_points: INTEGER
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column points: INTEGER
MATCH (user:User {segment: $segment})
WHERE user.points <= $before_points AND CASE user.points WHEN $before_points THEN user.id < $before_id ELSE true END
RETURN user.id AS id, user.points AS points
ORDER BY user.points DESC, user.id DESC
LIMIT $limit
