// Note that a run came to its end.
// access: write
// param name: STRING
// param as_of: ZONED DATETIME
// param acts: INTEGER
MERGE (run:GraphLearning {name: $name})
SET run.as_of = $as_of, run.acts = $acts, run.message = null, run.begun_as_of = null
