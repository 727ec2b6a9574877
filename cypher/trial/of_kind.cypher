// The id of the trial of a kind of model that runs; no row when none does.
// access: read
// param kind: STRING
// column id: STRING
MATCH (trial:ModelTrial {kind: $kind, running: true})
RETURN trial.id AS id
