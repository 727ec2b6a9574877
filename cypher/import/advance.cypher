// Note how far a part of an import has come.
// access: write
// param name: STRING
// param position: STRING
// param now: ZONED DATETIME
MERGE (run:JobRun {name: $name})
SET run.position = $position, run.at = $now
