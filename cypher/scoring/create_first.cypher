// Make version 1 of a kind of model, active, unless it exists. Of several processes one makes it.
// access: write
// param id: STRING
// param kind: STRING
// param features: LIST OF MAP
// param at: ZONED DATETIME
MERGE (model:ScoringModel {kind: $kind, version: 1})
ON CREATE SET model.id = $id, model.active = true, model.created_at = $at
WITH model
WHERE model.id = $id
UNWIND $features AS row
MERGE (model)-[:HAS_FEATURE]->(feature:ScoringFeature {name: row.name})
SET feature = row
