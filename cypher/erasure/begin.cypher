// Cut a person off in one moment: from here on nobody finds them, no event reaches them, and what is left hangs on a node
// without a name. Returns what they were known by; nothing when it was done before.
// access: write
// param id: STRING
// param user_id: STRING
// param now: ZONED DATETIME
// column external_id: STRING
// column handle: STRING
// column identities: LIST OF STRING
MATCH (request:DataRequest {id: $id})
MATCH (user:User {id: $user_id})
SET user:User
WITH request, user, user.external_id AS external_id, user.handle AS handle
CALL (user) {
  OPTIONAL MATCH (identity:ExternalIdentity)-[:IDENTIFIES]->(user)
  WITH identity, identity.issuer + ' ' + identity.subject AS name
  DETACH DELETE identity
  RETURN collect(name) AS identities
}
SET user = {user_id: $user_id}, request.state = 'RUNNING', request.started_at = $now
SET user:Erasing
REMOVE user:User
RETURN external_id, handle, identities
