// Write awards of members, and which badges they hold now. Members are locked in the order given, so that nobody who is being
// erased is given anything.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
SET user:User
WITH user, row
CALL (row) {
  UNWIND row.awards AS given
  MERGE (award:BadgeAward {id: given.id})
  SET award = given
}
CALL (user, row) {
  MATCH (user)-[former:HOLDS]->(badge:Badge)
  WHERE NOT badge.id IN row.badge_ids
  DELETE former
}
CALL (user, row) {
  UNWIND row.badge_ids AS id
  MATCH (badge:Badge {id: id})
  MERGE (user)-[:HOLDS]->(badge)
}
