// Keep what a model makes worse beside the one in use, in the place of what was kept of it. Touching the model locks it.
// access: write
// param id: STRING
// param checked_at: ZONED DATETIME
// param compared_version: INTEGER
// param warnings: LIST OF MAP
MATCH (model:ScoringModel {id: $id})
SET model.exposure_checked_at = $checked_at, model.exposure_compared_version = $compared_version
WITH model
CALL (model) {
  MATCH (model)-[:WARNED_OF]->(former:ExposureWarning)
  DETACH DELETE former
}
UNWIND $warnings AS row
CREATE (model)-[:WARNED_OF]->(warning:ExposureWarning)
SET warning = row
