// Let decisions about ads not name a member any more who doesn't consent to be chosen for. Their AdReader is locked first:
// what is being decided for them meanwhile is named before, or sees that they don't consent.
// access: write
// param user_id: STRING
MERGE (reader:AdReader {user_id: $user_id})
SET reader:AdReader
WITH reader
CALL () {
  MATCH (decision:AdDecision)
  WHERE decision.user_id = $user_id AND decision.id > ''
  REMOVE decision.user_id
}
DELETE reader
