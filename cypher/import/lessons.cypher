// Put lessons into their course. Gives back the numbers of the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
MATCH (lesson:Content {external_id: row.source})
MATCH (course:Content {external_id: row.target})
MERGE (lesson)-[:PART_OF]->(course)
RETURN collect(row.number) AS drawn
