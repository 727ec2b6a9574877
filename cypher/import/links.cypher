// Let content point at other content. Gives back the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column source: STRING
// column target: STRING
UNWIND $rows AS row
MATCH (content:Content {external_id: row.source})
MATCH (other:Content {external_id: row.target})
MERGE (content)-[link:LINKS_TO {kind: row.kind}]->(other)
ON CREATE SET link.at = row.at
RETURN row.source AS source, row.target AS target
