// Keep what was measured of who comes before readers, in the place of what was before. Touching the measure locks it.
// access: write
// param as_of: ZONED DATETIME
// param model_id: STRING
// param members: INTEGER
// param contents: INTEGER
// param inequality: FLOAT
// param shares: LIST OF MAP
MERGE (measure:ExposureMeasure {name: 'all'})
SET measure.as_of = $as_of, measure.model_id = $model_id, measure.members = $members, measure.contents = $contents,
    measure.inequality = $inequality
WITH measure
CALL (measure) {
  MATCH (measure)-[:HAS_SHARE]->(former:ExposureShare)
  DETACH DELETE former
}
UNWIND $shares AS row
CREATE (measure)-[:HAS_SHARE]->(share:ExposureShare)
SET share = row
