// The accepted answers of questions.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column answer_id: STRING
UNWIND $ids AS id
MATCH (question:Content {id: id})-[:ACCEPTED]->(answer:Content)
RETURN id AS content_id, answer.id AS answer_id
