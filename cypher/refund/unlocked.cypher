// The contents that benefits unlock one by one.
// access: read
// param benefit_ids: LIST OF STRING
// column benefit_id: STRING
// column content_id: STRING
UNWIND $benefit_ids AS id
MATCH (benefit:Benefit {id: id})-[:UNLOCKS]->(content:Content)
RETURN benefit.id AS benefit_id, content.id AS content_id
