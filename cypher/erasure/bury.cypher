// Remember what must not come back.
// access: write
// param rows: LIST OF MAP
// param erasure_id: STRING
// param mode: STRING
// param at: ZONED DATETIME
UNWIND $rows AS row
MERGE (stone:Tombstone {thing: row.thing, hash: row.hash})
ON CREATE SET stone.erasure_id = $erasure_id, stone.mode = $mode, stone.at = $at
