// Make contents and areas, and no others, what a benefit unlocks; which they are now.
// access: write
// param id: STRING
// param content_ids: LIST OF STRING
// param area_ids: LIST OF STRING
// column id: STRING
MATCH (benefit:Benefit {id: $id})
CALL (benefit) {
  MATCH (benefit)-[link:UNLOCKS]->(other)
  WHERE NOT other.id IN $content_ids AND NOT other.id IN $area_ids
  DELETE link
}
CALL (benefit) {
  UNWIND $content_ids AS content_id
  MATCH (content:Content {id: content_id})
  MERGE (benefit)-[:UNLOCKS]->(content)
}
CALL (benefit) {
  UNWIND $area_ids AS area_id
  MATCH (area:Area {id: area_id})
  MERGE (benefit)-[:UNLOCKS]->(area)
}
RETURN benefit.id AS id
