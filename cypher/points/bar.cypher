// Let a member earn nothing from now on, and nobody earn by what they do; or lift that.
// access: write
// param user_id: STRING
// param barred: BOOLEAN
MATCH (user:User {id: $user_id})
SET user.points_barred = CASE WHEN $barred THEN true END
