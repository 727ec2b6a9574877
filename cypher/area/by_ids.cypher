// Areas by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column slug: STRING
// column name: STRING
// column kind: STRING
// column norms: STRING
UNWIND $ids AS id
MATCH (area:Area {id: id})
RETURN area.id AS id, area.slug AS slug, area.name AS name, area.kind AS kind, area.norms AS norms
