// Lock the kind of a model, so that what is read next stays so until the commit. No row when there is no such model.
// access: write
// param id: STRING
// column id: STRING
MATCH (chosen:ScoringModel {id: $id})
MATCH (first:ScoringModel {kind: chosen.kind, version: 1})
SET first.version = 1
RETURN chosen.id AS id
