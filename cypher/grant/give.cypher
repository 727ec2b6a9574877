// Let a member hold benefits from one source; again it takes the new end, and runs again if it had ended. Rows are those that
// changed. The survivor gets what is given to a merged member, and nobody what is given to one who is gone.
// access: write
// param user_id: STRING
// param rows: LIST OF MAP
// param source_kind: STRING
// param source_id: STRING
// param granted_at: ZONED DATETIME
// param expires_at: ZONED DATETIME
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
CALL () {
  MATCH (user:User {id: $user_id})
  RETURN user
  UNION
  MATCH (former:Merged {user_id: $user_id})
  MATCH (user:User {id: former.into_id})
  RETURN user
}
SET user:User
WITH user
UNWIND $rows AS row
MATCH (benefit:Benefit {id: row.benefit_id})
MERGE (grant:EntitlementGrant {key: user.id + ' ' + benefit.id + ' ' + $source_kind + ' ' + $source_id})
ON CREATE SET grant.id = row.id, grant.user_id = user.id, grant.benefit_id = benefit.id,
  grant.source_kind = $source_kind, grant.source_id = $source_id, grant.changes = 0
WITH grant, benefit, grant.changes = 0 OR grant.ended_at IS NOT NULL AS afresh, grant.expires_at AS expires_at
WHERE afresh OR coalesce(expires_at, datetime({year: 9999})) <> coalesce($expires_at, datetime({year: 9999}))
SET grant.granted_at = CASE WHEN afresh THEN $granted_at ELSE grant.granted_at END, grant.expires_at = $expires_at,
  grant.ended_at = NULL, grant.end_reason = NULL, grant.changes = grant.changes + 1
RETURN grant.id AS id, grant.user_id AS user_id, benefit.id AS benefit_id, benefit.slug AS benefit,
       benefit.kind AS kind, grant.source_kind AS source_kind, grant.source_id AS source_id,
       grant.expires_at AS expires_at, grant.end_reason AS end_reason, grant.changes AS changes
ORDER BY id
