// Make an area; no row when its slug is taken by another.
// access: write
// param id: STRING
// param slug: STRING
// param name: STRING
// param kind: STRING
// column id: STRING
MERGE (area:Area {slug: $slug})
ON CREATE SET area.id = $id, area.name = $name, area.kind = $kind
WITH area WHERE area.id = $id
RETURN area.id AS id
