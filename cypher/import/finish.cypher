// Forget how far the parts of an import have come: it is complete, and the next run reads everything again.
// access: write
// param names: LIST OF STRING
UNWIND $names AS name
MATCH (run:JobRun {name: name})
DELETE run
