// What is learned from the graph as a whole: the last run of each kind.
// access: read
// param names: LIST OF STRING
// column name: STRING
// column as_of: ZONED DATETIME
// column acts: INTEGER
// column message: STRING
// column begun_as_of: ZONED DATETIME
UNWIND $names AS name
MATCH (run:GraphLearning {name: name})
RETURN run.name AS name, run.as_of AS as_of, run.acts AS acts, run.message AS message,
       run.begun_as_of AS begun_as_of
