// Keep shares of the community's reading.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MERGE (share:ReadingShare {dimension: row.dimension, id: row.id})
SET share.share = row.share, share.as_of = $as_of
