// Learn of a member from now on, and not from what they did before; with `said` what they declared and asked for is forgotten too.
// access: write
// param user_id: STRING
// param said: BOOLEAN
// param at: ZONED DATETIME
// column user_id: STRING
MATCH (user:User {id: $user_id})
SET user.learned_from = $at
WITH user
CALL (user) {
  OPTIONAL MATCH (user)-[wish:PREFERS|INTERESTED_IN]->()
  WHERE $said
  DELETE wish
}
RETURN user.id AS user_id
