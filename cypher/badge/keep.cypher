// Keep badges as they are described now.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (badge:Badge {id: row.id})
SET badge = row
