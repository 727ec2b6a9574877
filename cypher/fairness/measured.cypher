// What was measured last of who comes before readers; no row before the first time.
// access: read
// column as_of: ZONED DATETIME
// column model_id: STRING
// column members: INTEGER
// column contents: INTEGER
// column inequality: FLOAT
// column shares: LIST OF MAP
MATCH (measure:ExposureMeasure {name: 'all'})
RETURN measure.as_of AS as_of, measure.model_id AS model_id, measure.members AS members, measure.contents AS contents,
       measure.inequality AS inequality,
       COLLECT {
         MATCH (measure)-[:HAS_SHARE]->(share:ExposureShare)
         RETURN share {
           .dimension, .group, .contents, .of_contents, .places, .of_places, .low, .high, .scored, .score, .score_low,
           .score_high
         } ORDER BY share.dimension, share.group
       } AS shares
