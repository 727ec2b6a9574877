// Let a member earn nothing from now on, and nobody earn by what they do; or lift that.
// access: write
// param user_id: STRING
// param barred: BOOLEAN
// param at: ZONED DATETIME
MATCH (user:User {id: $user_id})
SET user.points_barred = CASE WHEN $barred THEN true END
CREATE (:BadgeDue {user_id: user.id, at: $at})
