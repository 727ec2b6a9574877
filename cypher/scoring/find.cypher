// The id of one version of a kind of model; of the active one when no version is named.
// access: read
// param kind: STRING
// param version: INTEGER
// column id: STRING
MATCH (model:ScoringModel {kind: $kind})
WHERE model.version = $version OR ($version IS NULL AND model.active)
RETURN model.id AS id
