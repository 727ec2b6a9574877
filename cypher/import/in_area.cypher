// Put content into its area. Gives back the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column source: STRING
// column target: STRING
UNWIND $rows AS row
MATCH (content:Content {external_id: row.source})
MATCH (area:Area {slug: row.target})
MERGE (content)-[:IN_AREA]->(area)
RETURN row.source AS source, row.target AS target
