// Lock a benefit, before what its changes depend on is read.
// access: write
// param id: STRING
// column id: STRING
// column slug: STRING
// column name: STRING
// column description: STRING
// column kind: STRING
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
MATCH (benefit:Benefit {id: $id})
SET benefit:Benefit
WITH benefit
RETURN benefit.id AS id, benefit.slug AS slug, benefit.name AS name, benefit.description AS description,
       benefit.kind AS kind, benefit.created_at AS created_at, benefit.archived_at AS archived_at
