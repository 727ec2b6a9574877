// What a member holds of some benefits at a moment, from each source.
// access: read
// param user_id: STRING
// param benefit_ids: LIST OF STRING
// param at: ZONED DATETIME
// column grant: MAP
UNWIND $benefit_ids AS benefit_id
MATCH (grant:EntitlementGrant)
USING INDEX SEEK grant:EntitlementGrant(user_id, benefit_id)
WHERE grant.user_id = $user_id AND grant.benefit_id = benefit_id
  AND grant.granted_at <= $at AND coalesce(grant.ended_at > $at, true) AND coalesce(grant.expires_at > $at, true)
RETURN grant {.id, .user_id, .benefit_id, .source_kind, .source_id, .granted_at, .expires_at, .ended_at, .end_reason}
ORDER BY grant.id
