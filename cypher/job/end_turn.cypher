// Say when a job is due again, and how its last run ended: with its note or failure, if there was one.
// access: write
// param name: STRING
// param next_at: ZONED DATETIME
// param ended_at: ZONED DATETIME
// param note: STRING
MATCH (run:JobRun {name: $name})
SET run.next_at = $next_at, run.ended_at = $ended_at, run.note = $note
REMOVE run.started_at, run.done, run.total
