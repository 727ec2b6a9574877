// What was ended of what a source gives, for a reason.
// access: read
// param source_kind: STRING
// param source_id: STRING
// param reason: STRING
// column user_id: STRING
// column benefit_id: STRING
// column granted_at: ZONED DATETIME
// column expires_at: ZONED DATETIME
MATCH (grant:EntitlementGrant {source_id: $source_id})
WHERE grant.source_kind = $source_kind AND grant.end_reason = $reason AND grant.ended_at IS NOT NULL
RETURN grant.user_id AS user_id, grant.benefit_id AS benefit_id, grant.granted_at AS granted_at,
       grant.expires_at AS expires_at
ORDER BY user_id, benefit_id
