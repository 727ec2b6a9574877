// Whether a ban keeps a member from earning points.
// access: read
// param user_id: STRING
// column barred: BOOLEAN
MATCH (user:User {id: $user_id})
RETURN coalesce(user.points_barred, false) AS barred
