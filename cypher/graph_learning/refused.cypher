// Note why a run didn't come about; what was learned before stays.
// access: write
// param name: STRING
// param message: STRING
MERGE (run:GraphLearning {name: $name})
ON CREATE SET run.acts = 0
SET run.message = $message, run.begun_as_of = null
