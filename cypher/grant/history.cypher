// What a member holds or held, what was given last first.
// access: read
// param user_id: STRING
// param before_id: STRING
// param limit: INTEGER
// column grant: MAP
MATCH (grant:EntitlementGrant)
WHERE grant.user_id = $user_id AND grant.id < $before_id
WITH grant
ORDER BY grant.user_id DESC, grant.id DESC
LIMIT $limit
RETURN grant {.id, .user_id, .benefit_id, .source_kind, .source_id, .granted_at, .expires_at, .ended_at, .end_reason}
ORDER BY grant.id DESC
