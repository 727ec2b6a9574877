// Mark the answer that the asker of a question took. Gives back the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column source: STRING
// column target: STRING
UNWIND $rows AS row
MATCH (question:Content {external_id: row.source})
MATCH (answer:Content {external_id: row.target})
MERGE (question)-[done:ACCEPTED]->(answer)
ON CREATE SET done.at = row.at
RETURN row.source AS source, row.target AS target
