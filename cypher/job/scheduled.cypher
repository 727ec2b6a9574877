// The jobs that the schedule has run, by name: what runs at a moment and how far it has come, and how the last run ended.
// access: read
// scan: there are as many as jobs and imports
// param now: ZONED DATETIME
// column name: STRING
// column due_at: ZONED DATETIME
// column started_at: ZONED DATETIME
// column done: INTEGER
// column total: INTEGER
// column ended_at: ZONED DATETIME
// column note: STRING
MATCH (run:JobRun)
WHERE run.next_at IS NOT NULL
WITH run, run.started_at IS NOT NULL AND run.next_at > $now AS runs
RETURN run.name AS name, run.next_at AS due_at, CASE WHEN runs THEN run.started_at END AS started_at,
       CASE WHEN runs THEN run.done END AS done, CASE WHEN runs THEN run.total END AS total,
       run.ended_at AS ended_at, run.note AS note
ORDER BY name
