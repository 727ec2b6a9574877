// Take a member off all boards, and let them come onto none, or onto those to come.
// access: write
// param user_id: STRING
// param opted_out: BOOLEAN
// column user_id: STRING
MATCH (user:User {id: $user_id})
SET user.leaderboard_opt_out = CASE WHEN $opted_out THEN true END
WITH user
CALL (user) {
  MATCH (score:BoardScore {user_id: user.id})
  DELETE score
}
RETURN user.id AS user_id
