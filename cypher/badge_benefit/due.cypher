// What members' badges give them, and which grants of badges they have; those that an operator ended count as had.
// access: read
// param ids: LIST OF STRING
// param revoked: STRING
// column user_id: STRING
// column given: LIST OF LIST OF STRING
// column held: LIST OF LIST OF STRING
UNWIND $ids AS id
MATCH (user:User {id: id})
WITH user,
     COLLECT { MATCH (user)-[:HOLDS]->(badge:Badge)-[:GIVES]->(benefit:Benefit) RETURN [badge.id, benefit.id] } AS given
CALL (user) {
  MATCH (grant:EntitlementGrant)
  USING INDEX SEEK grant:EntitlementGrant(user_id, id)
  WHERE grant.user_id = user.id AND grant.id > '' AND grant.source_kind = 'BADGE'
    AND (grant.ended_at IS NULL OR grant.end_reason <> $revoked)
  RETURN collect([grant.source_id, grant.benefit_id, grant.id, toString(grant.ended_at IS NULL)]) AS held
}
WITH user, given, held
WHERE size(given) > 0 OR size(held) > 0
RETURN user.id AS user_id, given, held
