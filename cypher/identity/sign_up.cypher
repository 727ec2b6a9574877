// The user that an identity stands for: the one it has, else the imported one of that external id if no other identity
// has it, or the one that it was merged into, else a new one with the handle, or with the longer one where that is taken or looks like another's. Sign-ups go
// one after another.
// access: write
// param issuer: STRING
// param subject: STRING
// param external_id: STRING
// param id: STRING
// param handle: STRING
// param longer_handle: STRING
// param look: STRING
// param longer_look: STRING
// param display_name: STRING
// param at: ZONED DATETIME
// column user_id: STRING
MERGE (lock:Lock {name: 'sign-up'})
SET lock.held_at = $at
MERGE (identity:ExternalIdentity {issuer: $issuer, subject: $subject})
ON CREATE SET identity.since = $at
WITH identity
CALL (identity) {
  OPTIONAL MATCH (identity)-[:IDENTIFIES]->(own:User)
  OPTIONAL MATCH (imported:User {external_id: $external_id})
  WHERE NOT EXISTS { (imported)<-[:IDENTIFIES]-(:ExternalIdentity) }
  OPTIONAL MATCH (former:Merged {external_id: $external_id})
  OPTIONAL MATCH (taken:User {handle: $handle})
  WITH own, imported, former, taken IS NULL AND NOT EXISTS { (alike:User {look: $look}) }
    AND NOT EXISTS { (:Merged {handle: $handle}) } AND NOT EXISTS { (:Merged {look: $look}) } AS free
  LIMIT 1
  RETURN coalesce(own.id, imported.id, former.into_id, $id) AS user_id, CASE WHEN free THEN $handle ELSE $longer_handle END AS handle,
         CASE WHEN free THEN $look ELSE $longer_look END AS look
}
MERGE (user:User {id: user_id})
ON CREATE SET user.handle = handle, user.look = look, user.display_name = $display_name, user.joined_at = $at, user.points = 0
MERGE (identity)-[:IDENTIFIES]->(user)
RETURN user.id AS user_id
