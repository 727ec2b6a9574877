// The erasures of what has these hashes.
// access: read
// param thing: STRING
// param hashes: LIST OF STRING
// column hash: STRING
// column erasure_id: STRING
UNWIND $hashes AS hash
MATCH (stone:Tombstone {thing: $thing, hash: hash})
RETURN stone.hash AS hash, stone.erasure_id AS erasure_id
