// Mark answers as taken by the asker of their question. Gives back the rows whose answer exists.
// access: write
// param rows: LIST OF MAP
// column source: STRING
// column target: STRING
UNWIND $rows AS row
MATCH (answer:Content:Answer {external_id: row.source})-[:ANSWERS]->(question:Question)
MERGE (question)-[done:ACCEPTED]->(answer)
ON CREATE SET done.at = row.at
RETURN row.source AS source, row.target AS target
