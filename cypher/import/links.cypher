// Let content point at other content. Gives back the numbers of the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
MATCH (content:Content {external_id: row.source})
MATCH (other:Content {external_id: row.target})
MERGE (content)-[link:LINKS_TO {kind: row.kind}]->(other)
ON CREATE SET link.at = datetime({epochMillis: row.at_ms})
RETURN collect(row.number) AS drawn
