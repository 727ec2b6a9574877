// Note that a run began; if it is cut off, the next one goes on with it.
// access: write
// param name: STRING
// param as_of: ZONED DATETIME
MERGE (run:GraphLearning {name: $name})
ON CREATE SET run.acts = 0
SET run.begun_as_of = $as_of
