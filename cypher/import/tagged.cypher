// Say what content is about. Gives back the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column source: STRING
// column target: STRING
UNWIND $rows AS row
MATCH (content:Content {external_id: row.source})
MATCH (tag:Tag {slug: row.target})
MERGE (content)-[tagged:TAGGED]->(tag)
ON CREATE SET tagged.tag_id = tag.id, tagged.published_at = content.published_at
RETURN row.source AS source, row.target AS target
