// Set sums of a flight that is locked.
// access: write
// param id: STRING
// param sums: MAP
MATCH (flight:Flight {id: $id})
SET flight += $sums
