// Members as far as badges go by them. Those who are gone give no row.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column joined_at: ZONED DATETIME
// column barred: BOOLEAN
UNWIND $ids AS id
MATCH (user:User {id: id})
RETURN user.id AS user_id, user.joined_at AS joined_at, coalesce(user.points_barred, false) AS barred
