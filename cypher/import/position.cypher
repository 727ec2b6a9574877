// How far a part of an import has come.
// access: read
// param name: STRING
// column position: STRING
MATCH (run:JobRun {name: $name})
RETURN run.position AS position
