// What models make worse beside the one that was in use; no row of a model that wasn't held against another.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column check: MAP
UNWIND $ids AS id
MATCH (model:ScoringModel {id: id})
WHERE model.exposure_checked_at IS NOT NULL
RETURN model.id AS id, {
  checked_at: model.exposure_checked_at.epochMillis, compared_version: model.exposure_compared_version,
  warnings: COLLECT {
    MATCH (model)-[:WARNED_OF]->(warning:ExposureWarning)
    RETURN warning {.dimension, .group, .of_contents, .before, .after, .low, .high, .members}
    ORDER BY warning.dimension, warning.group
  }
} AS check
