// Let a badge give its holders these benefits and no others; what it gave. Its holders are noted to be looked at.
// access: write
// param id: STRING
// param benefit_ids: LIST OF STRING
// param at: ZONED DATETIME
// column slugs: LIST OF STRING
MATCH (badge:Badge {id: $id})
SET badge:Badge
WITH badge, COLLECT { MATCH (badge)-[:GIVES]->(benefit:Benefit) RETURN benefit.slug ORDER BY benefit.slug } AS slugs
CALL (badge) {
  MATCH (badge)-[former:GIVES]->(benefit:Benefit)
  WHERE NOT benefit.id IN $benefit_ids
  DELETE former
}
CALL (badge) {
  UNWIND $benefit_ids AS id
  MATCH (benefit:Benefit {id: id})
  MERGE (badge)-[:GIVES]->(benefit)
}
CALL (badge) {
  MATCH (user:User)-[:HOLDS]->(badge)
  CREATE (:BadgeDue {user_id: user.id, at: $at})
}
RETURN slugs
