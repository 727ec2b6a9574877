// Add areas by their stable name.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (area:Area {slug: row.slug})
ON CREATE SET area.id = row.id, area.name = row.name, area.kind = row.kind, area.norms = row.norms
