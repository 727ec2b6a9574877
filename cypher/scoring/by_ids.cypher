// Scoring models with their features. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column kind: STRING
// column version: INTEGER
// column active: BOOLEAN
// column created_at: ZONED DATETIME
// column features: LIST OF MAP
UNWIND $ids AS id
MATCH (model:ScoringModel {id: id})
RETURN model.id AS id, model.kind AS kind, model.version AS version, coalesce(model.active, false) AS active,
       model.created_at AS created_at,
       COLLECT {
         MATCH (model)-[:HAS_FEATURE]->(feature:ScoringFeature)
         RETURN feature {
           kind: model.kind, .name, .weight, .half_life_days, .daily_cap, .saturation
         } ORDER BY feature.weight DESC, feature.name
       } AS features
