// The points of users.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column points: INTEGER
UNWIND $ids AS id
MATCH (user:User {id: id})
RETURN user.id AS user_id, coalesce(user.points, 0) AS points
