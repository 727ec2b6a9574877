// End some grants, whatever they come from. Rows are those that hadn't ended.
// access: write
// param ids: LIST OF STRING
// param at: ZONED DATETIME
// param reason: STRING
// column id: STRING
// column user_id: STRING
// column benefit_id: STRING
// column benefit: STRING
// column kind: STRING
// column source_kind: STRING
// column source_id: STRING
// column expires_at: ZONED DATETIME
// column end_reason: STRING
// column changes: INTEGER
UNWIND $ids AS id
MATCH (grant:EntitlementGrant {id: id})
WHERE grant.ended_at IS NULL
MATCH (benefit:Benefit {id: grant.benefit_id})
SET grant.ended_at = $at, grant.end_reason = $reason, grant.changes = grant.changes + 1
RETURN grant.id AS id, grant.user_id AS user_id, benefit.id AS benefit_id, benefit.slug AS benefit,
       benefit.kind AS kind, grant.source_kind AS source_kind, grant.source_id AS source_id,
       grant.expires_at AS expires_at, grant.end_reason AS end_reason, grant.changes AS changes
ORDER BY id
