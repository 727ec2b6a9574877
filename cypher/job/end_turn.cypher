// Say when a job is due again.
// access: write
// param name: STRING
// param next_at: ZONED DATETIME
MATCH (run:JobRun {name: $name})
SET run.next_at = $next_at
