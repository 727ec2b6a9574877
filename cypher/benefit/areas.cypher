// Ids of the areas in which each benefit unlocks what is paid.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column others: LIST OF STRING
UNWIND $ids AS id
MATCH (benefit:Benefit {id: id})
RETURN id, COLLECT { MATCH (benefit)-[:UNLOCKS]->(area:Area) RETURN area.id ORDER BY area.name, area.id } AS others
