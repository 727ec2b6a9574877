// Of the latest versions of a kind of model those that weren't held against the one in use, the newest first.
// access: read
// param kind: STRING
// param version: INTEGER
// column id: STRING
CALL () {
  MATCH (model:ScoringModel {kind: $kind})
  WHERE model.version >= 1
  RETURN model ORDER BY model.version DESC LIMIT 20
}
WITH model
WHERE model.version <> $version AND coalesce(model.exposure_compared_version, 0) <> $version
RETURN model.id AS id
ORDER BY model.version DESC
