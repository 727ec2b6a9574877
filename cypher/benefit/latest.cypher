// Benefits of some kinds, the newest first.
// access: read
// param kinds: LIST OF STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column slug: STRING
// column name: STRING
// column description: STRING
// column kind: STRING
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
UNWIND $kinds AS kind
CALL (kind) {
  MATCH (benefit:Benefit)
  USING INDEX SEEK benefit:Benefit(kind, id)
  WHERE benefit.kind = kind AND benefit.id < $before_id
  RETURN benefit
  ORDER BY benefit.kind DESC, benefit.id DESC
  LIMIT $limit
}
WITH benefit
ORDER BY benefit.id DESC
LIMIT $limit
RETURN benefit.id AS id, benefit.slug AS slug, benefit.name AS name, benefit.description AS description,
       benefit.kind AS kind, benefit.created_at AS created_at, benefit.archived_at AS archived_at
ORDER BY id DESC
