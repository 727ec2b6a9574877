// What a user holds or held, and from what.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (grant:EntitlementGrant)
WHERE grant.user_id = $user_id AND grant.id > $after
WITH grant
ORDER BY grant.user_id, grant.id
LIMIT $limit
OPTIONAL MATCH (benefit:Benefit {id: grant.benefit_id})
RETURN grant.id AS key,
       grant {.id, benefit: benefit.slug, name: benefit.name, .source_kind, .source_id, .granted_at, .expires_at, .ended_at,
              .end_reason} AS row
ORDER BY key
