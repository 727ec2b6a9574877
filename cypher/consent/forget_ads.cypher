// Let decisions about ads not name a member any more who doesn't consent to be chosen for.
// access: write
// param user_id: STRING
CALL () {
  MATCH (decision:AdDecision)
  WHERE decision.user_id = $user_id AND decision.id > ''
  REMOVE decision.user_id
}
CALL () {
  MATCH (reader:AdReader {user_id: $user_id})
  DELETE reader
}
