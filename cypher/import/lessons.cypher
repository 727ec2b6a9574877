// Put lessons into their course. Gives back the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column source: STRING
// column target: STRING
UNWIND $rows AS row
MATCH (lesson:Content {external_id: row.source})
MATCH (course:Content {external_id: row.target})
MERGE (lesson)-[:PART_OF]->(course)
RETURN row.source AS source, row.target AS target
