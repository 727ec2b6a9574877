// Add tags by their stable name.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (tag:Tag {slug: row.slug})
ON CREATE SET tag.id = row.id, tag.name = row.name
