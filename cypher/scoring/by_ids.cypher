// Scoring models with their features. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column kind: STRING
// column version: INTEGER
// column active: BOOLEAN
// column created_at: ZONED DATETIME
// column features: LIST OF MAP
// column activated_at: ZONED DATETIME
// column training: MAP
UNWIND $ids AS id
MATCH (model:ScoringModel {id: id})
RETURN model.id AS id, model.kind AS kind, model.version AS version, coalesce(model.active, false) AS active,
       model.created_at AS created_at,
       COLLECT {
         MATCH (model)-[:HAS_FEATURE]->(feature:ScoringFeature)
         RETURN feature {
           kind: model.kind, .name, .weight, .half_life_days, .daily_cap, .saturation
         } ORDER BY feature.weight DESC, feature.name
       } AS features,
       model.activated_at AS activated_at,
       CASE WHEN model.training_until IS NULL THEN null ELSE {
         since: model.training_since.epochMillis, until: model.training_until.epochMillis, acts: model.training_acts,
         queries: model.training_queries, judged: model.training_judged, gain: model.training_gain,
         gain_low: model.training_gain_low, gain_high: model.training_gain_high, by_place: model.training_by_place,
         compared_version: model.training_compared_version
       } END AS training
