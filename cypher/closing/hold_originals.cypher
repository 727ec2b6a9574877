// Let what leads from duplicates to originals be changed by one at a time, so that no two together make a circle.
// access: write
// param at: ZONED DATETIME
MERGE (lock:Lock {name: 'duplicates'})
SET lock.held_at = $at
