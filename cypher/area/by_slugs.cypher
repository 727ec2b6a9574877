// Areas by their slugs, in no particular order.
// access: read
// param slugs: LIST OF STRING
// column id: STRING
// column slug: STRING
// column name: STRING
// column kind: STRING
// column norms: STRING
UNWIND $slugs AS slug
MATCH (area:Area {slug: slug})
RETURN area.id AS id, area.slug AS slug, area.name AS name, area.kind AS kind, area.norms AS norms
