// How far a job has come.
// access: read
// param name: STRING
// column position: STRING
// column watermark: ZONED DATETIME
MATCH (run:JobRun {name: $name})
RETURN run.position AS position, run.watermark AS watermark
