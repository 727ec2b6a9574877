// Mark answers as taken by the asker of their question. Gives back the numbers of the rows whose answer exists.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
MATCH (answer:Content:Answer {external_id: row.source})-[:ANSWERS]->(question:Question)
MERGE (question)-[done:ACCEPTED]->(answer)
ON CREATE SET done.at = CASE WHEN row.at_ms IS NOT NULL THEN datetime({epochMillis: row.at_ms}) END
RETURN collect(row.number) AS drawn
