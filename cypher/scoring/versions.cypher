// The latest versions of a kind of model, the newest first.
// access: read
// param kind: STRING
// param limit: INTEGER
// column id: STRING
MATCH (model:ScoringModel {kind: $kind})
WHERE model.version >= 1
RETURN model.id AS id
ORDER BY model.version DESC
LIMIT $limit
