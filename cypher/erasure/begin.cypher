// Cut a person off in one moment: from here on nobody finds them, no event reaches them, and what is left hangs on a node
// without a name. Returns what they were known by, under merged accounts as well; nothing when it was done before, or while another
// account is still being merged into theirs.
// access: write
// param id: STRING
// param user_id: STRING
// param now: ZONED DATETIME
// column external_id: STRING
// column handle: STRING
// column identities: LIST OF STRING
// column merged: LIST OF MAP
MATCH (request:DataRequest {id: $id})
MATCH (locked:User {id: $user_id})
SET locked:User
WITH request, locked
// Looked up again behind the lock, so that the names are those that hold
MATCH (user:User {id: locked.id})
WHERE NOT EXISTS { MATCH (:Merged {into_id: $user_id, state: 'RUNNING'}) }
WITH request, user, user.external_id AS external_id, user.handle AS handle
CALL (user) {
  OPTIONAL MATCH (identity:ExternalIdentity)-[:IDENTIFIES]->(user)
  WITH identity, identity.issuer + ' ' + identity.subject AS name
  DETACH DELETE identity
  RETURN collect(name) AS identities
}
CALL () {
  MATCH (former:Merged {into_id: $user_id})
  WITH former, former {.user_id, .handle, .external_id} AS names
  DETACH DELETE former
  RETURN collect(names) AS merged
}
SET user = {user_id: $user_id}, request.state = 'RUNNING', request.started_at = $now,
  request.merged_ids = [former IN merged | former.user_id]
SET user:Erasing
REMOVE user:User
RETURN external_id, handle, identities, merged
