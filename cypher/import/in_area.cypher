// Put content into its area. Gives back the numbers of the rows whose two ends exist.
// access: write
// param rows: LIST OF MAP
// column drawn: LIST OF INTEGER
UNWIND $rows AS row
MATCH (content:Content {external_id: row.source})
MATCH (area:Area {slug: row.target})
MERGE (content)-[placed:IN_AREA]->(area)
ON CREATE SET placed.area_id = area.id, placed.published_at = content.published_at
RETURN collect(row.number) AS drawn
