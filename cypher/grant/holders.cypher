// Who holds something from a source.
// access: read
// param source_kind: STRING
// param source_id: STRING
// column user_id: STRING
MATCH (grant:EntitlementGrant {source_id: $source_id})
WHERE grant.source_kind = $source_kind
RETURN DISTINCT grant.user_id AS user_id
ORDER BY user_id
