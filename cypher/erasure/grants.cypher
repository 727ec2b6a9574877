// Take from a person what they hold. Rows are those that ran, without their name.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// param at: ZONED DATETIME
// column deleted: INTEGER
// column ended: LIST OF MAP
MATCH (grant:EntitlementGrant)
WHERE grant.user_id = $user_id AND grant.id > ''
WITH grant LIMIT $limit
MATCH (benefit:Benefit {id: grant.benefit_id})
WITH grant, grant.ended_at IS NULL AND coalesce(grant.expires_at > $at, true) AS runs,
     grant {.id, user_id: $erasure_id, .benefit_id, benefit: benefit.slug, kind: benefit.kind, .source_kind, .source_id,
            .expires_at, end_reason: 'ERASED', changes: grant.changes + 1} AS told
DELETE grant
RETURN count(*) AS deleted, collect(CASE WHEN runs THEN told END) AS ended
