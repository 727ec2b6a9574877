// Make benefits, and no others, what a product includes.
// access: write
// param id: STRING
// param benefit_ids: LIST OF STRING
MATCH (product:Product {id: $id})
CALL (product) {
  MATCH (product)-[link:INCLUDES]->(benefit:Benefit)
  WHERE NOT benefit.id IN $benefit_ids
  DELETE link
}
CALL (product) {
  UNWIND $benefit_ids AS benefit_id
  MATCH (benefit:Benefit {id: benefit_id})
  MERGE (product)-[:INCLUDES]->(benefit)
}
