// Hang answers under their question, whose title they take over. Gives back the numbers of the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
MATCH (answer:Content {external_id: row.source})
MATCH (question:Content:Question {external_id: row.target})
MERGE (answer)-[:ANSWERS]->(question)
ON CREATE SET question.answer_count = coalesce(question.answer_count, 0) + 1
SET answer.title = question.title
RETURN collect(row.number) AS drawn
