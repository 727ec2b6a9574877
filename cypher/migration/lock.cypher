// Take the lock of that name until the transaction ends; wait while another holds it.
// access: write
// param name: STRING
// param at: ZONED DATETIME
MERGE (lock:Lock {name: $name})
SET lock.held_at = $at
