// Say who wrote what. Gives back the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column source: STRING
// column target: STRING
UNWIND $rows AS row
MATCH (user:User {external_id: row.source})
MATCH (content:Content {external_id: row.target})
MERGE (user)-[done:AUTHORED]->(content)
ON CREATE SET done.user_id = user.id, done.at = coalesce(row.at, content.published_at)
RETURN row.source AS source, row.target AS target
