// Note how far a job has come.
// access: write
// param name: STRING
// param position: STRING
// param watermark: ZONED DATETIME
// param at: ZONED DATETIME
MERGE (run:JobRun {name: $name})
SET run.position = $position, run.watermark = $watermark, run.at = $at
