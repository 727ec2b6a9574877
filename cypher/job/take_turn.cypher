// Take the next turn of a job if it is due. Touching the node first locks it, so that of several processes one gets it.
// access: write
// param name: STRING
// param now: ZONED DATETIME
// param until: ZONED DATETIME
// column taken: BOOLEAN
MERGE (run:JobRun {name: $name})
SET run.name = $name
WITH run, run.next_at IS NULL OR run.next_at <= $now AS due
SET run.next_at = CASE WHEN due THEN $until ELSE run.next_at END,
    run.started_at = CASE WHEN due THEN $now ELSE run.started_at END,
    run.done = CASE WHEN due THEN null ELSE run.done END, run.total = CASE WHEN due THEN null ELSE run.total END
RETURN due AS taken
