// Hang answers under their question, whose title they take over. Gives back the numbers of the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
MATCH (answer:Content {external_id: row.source})
MATCH (question:Content:Question {external_id: row.target})
MERGE (answer)-[:ANSWERS]->(question)
SET answer.title = question.title
RETURN collect(row.number) AS drawn
