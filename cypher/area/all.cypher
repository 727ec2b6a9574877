// Every area, by name. A community has few.
// access: read
// scan: there are few areas, and all are wanted
// column id: STRING
// column slug: STRING
// column name: STRING
// column kind: STRING
// column norms: STRING
MATCH (area:Area)
RETURN area.id AS id, area.slug AS slug, area.name AS name, area.kind AS kind, area.norms AS norms
ORDER BY name, id
