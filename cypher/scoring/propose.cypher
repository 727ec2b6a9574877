// Make the next version of a kind of model, inactive. Touching version 1 first locks the kind, so that versions queue up.
// access: write
// param id: STRING
// param kind: STRING
// param features: LIST OF MAP
// param at: ZONED DATETIME
// param training: MAP
MATCH (first:ScoringModel {kind: $kind, version: 1})
SET first.version = 1
WITH first
CALL () {
  MATCH (model:ScoringModel {kind: $kind})
  WHERE model.version >= 1
  RETURN max(model.version) + 1 AS next
}
MERGE (model:ScoringModel {id: $id})
ON CREATE SET model.kind = $kind, model.version = next, model.created_at = $at, model += $training
WITH model
UNWIND $features AS row
MERGE (model)-[:HAS_FEATURE]->(feature:ScoringFeature {name: row.name})
SET feature = row
