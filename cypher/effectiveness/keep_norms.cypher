// Keep what all ads came to in slices of delivery.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (norm:AdNorm {key: row.key})
SET norm = row
