// Change properties of an area; null takes one away. `parent_id` is the area it stands within from now on, '' for none.
// access: write
// param id: STRING
// param properties: MAP
// param parent_id: STRING
MATCH (area:Area {id: $id})
SET area += $properties
WITH area
CALL (area) {
  MATCH (area)-[within:WITHIN]->(former:Area)
  WHERE $parent_id IS NOT NULL AND former.id <> $parent_id
  DELETE within
}
CALL (area) {
  MATCH (parent:Area {id: $parent_id})
  MERGE (area)-[:WITHIN]->(parent)
}
