// Make a benefit; no row when its slug is taken by another.
// access: write
// param id: STRING
// param slug: STRING
// param name: STRING
// param description: STRING
// param kind: STRING
// param at: ZONED DATETIME
// column id: STRING
// column slug: STRING
// column name: STRING
// column description: STRING
// column kind: STRING
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
MERGE (benefit:Benefit {slug: $slug})
ON CREATE SET benefit.id = $id, benefit.name = $name, benefit.description = $description, benefit.kind = $kind,
  benefit.created_at = $at
WITH benefit WHERE benefit.id = $id
RETURN benefit.id AS id, benefit.slug AS slug, benefit.name AS name, benefit.description AS description,
       benefit.kind AS kind, benefit.created_at AS created_at, benefit.archived_at AS archived_at
