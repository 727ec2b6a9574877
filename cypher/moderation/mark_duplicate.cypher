// Lead from a content to the one it repeats; no row when that isn't there, is down itself, or is the same.
// access: write
// param id: STRING
// param original_id: STRING
// param readable: LIST OF STRING
// param at: ZONED DATETIME
// column original_id: STRING
MATCH (content:Content {id: $id}), (original:Content {id: $original_id})
WHERE original <> content AND original.visibility IN $readable
MERGE (content)-[link:LINKS_TO {kind: 'DUPLICATE'}]->(original)
ON CREATE SET link.at = $at
RETURN original.id AS original_id
