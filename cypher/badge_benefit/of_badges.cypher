// The benefits that badges give, by their slugs.
// access: read
// param ids: LIST OF STRING
// column badge_id: STRING
// column benefit_ids: LIST OF STRING
UNWIND $ids AS id
MATCH (badge:Badge {id: id})
RETURN badge.id AS badge_id,
       COLLECT { MATCH (badge)-[:GIVES]->(benefit:Benefit) RETURN benefit.id ORDER BY benefit.slug } AS benefit_ids
