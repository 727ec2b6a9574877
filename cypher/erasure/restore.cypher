// Put tombstones back that a restored database doesn't have.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (stone:Tombstone {thing: row.thing, hash: row.hash})
ON CREATE SET stone.erasure_id = row.erasure_id, stone.mode = row.mode, stone.at = row.at
