// Say what content is about. Gives back the numbers of the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
MATCH (content:Content {external_id: row.source})
MATCH (tag:Tag {slug: row.target})
MERGE (content)-[tagged:TAGGED]->(tag)
ON CREATE SET tagged.tag_id = tag.id, tagged.published_at = content.published_at
RETURN collect(row.number) AS drawn
