// Keep the turn of a job that goes on, and say how far it has come.
// access: write
// param name: STRING
// param until: ZONED DATETIME
// param done: INTEGER
// param total: INTEGER
MATCH (run:JobRun {name: $name})
SET run.next_at = $until, run.done = $done, run.total = $total
