// The id of one version of a kind of model; of the active one when no version is named.
// access: read
// param kind: STRING
// param version: INTEGER
// column id: STRING
CALL () {
  MATCH (model:ScoringModel {kind: $kind, active: true}) WHERE $version IS NULL RETURN model
  UNION
  MATCH (model:ScoringModel {kind: $kind, version: $version}) RETURN model
}
RETURN model.id AS id
