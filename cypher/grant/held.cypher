// What a member holds at a moment, what was given last first.
// access: read
// param user_id: STRING
// param at: ZONED DATETIME
// param limit: INTEGER
// column grant: MAP
MATCH (grant:EntitlementGrant)
WHERE grant.user_id = $user_id AND grant.id > ''
  AND grant.granted_at <= $at AND coalesce(grant.ended_at > $at, true) AND coalesce(grant.expires_at > $at, true)
WITH grant
ORDER BY grant.user_id DESC, grant.id DESC
LIMIT $limit
RETURN grant {.id, .user_id, .benefit_id, .source_kind, .source_id, .granted_at, .expires_at, .ended_at, .end_reason}
