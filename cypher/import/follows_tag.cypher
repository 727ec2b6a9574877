// Let members follow tags. Gives back the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column source: STRING
// column target: STRING
UNWIND $rows AS row
MATCH (user:User {external_id: row.source})
MATCH (followed:Tag {slug: row.target})
MERGE (user)-[following:FOLLOWS]->(followed)
ON CREATE SET following.since = row.at
RETURN row.source AS source, row.target AS target
