// Note that what an event tells was made into notifications, unless a process has come further; whether it is the first.
// Touching the node first locks it, so that of several processes one makes them.
// access: write
// param seq: INTEGER
// param at: ZONED DATETIME
// column first: BOOLEAN
MERGE (run:JobRun {name: 'notify'})
SET run.name = 'notify'
WITH run, coalesce(toInteger(run.position), 0) < $seq AS first
SET run.position = CASE WHEN first THEN toString($seq) ELSE run.position END, run.watermark = $at, run.at = $at
RETURN first
