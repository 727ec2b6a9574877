// Keep a dispute, or what became of it. Its order is locked.
// access: write
// param key: STRING
// param properties: MAP
MERGE (dispute:Dispute {key: $key})
SET dispute += $properties
