// The longest half-life by which any version of the weights of activity lets acts fade.
// access: read
// column days: FLOAT
MATCH (model:ScoringModel {kind: 'ACTIVITY'})
WHERE model.version > 0
MATCH (model)-[:HAS_FEATURE]->(feature:ScoringFeature)
WHERE feature.weight > 0
RETURN toFloat(max(feature.half_life_days)) AS days
