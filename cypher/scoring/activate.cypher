// Put one version in use, and the one before it out of use. Touching version 1 first locks the kind.
// access: write
// scan: the index on (kind, active) holds one model a kind
// param id: STRING
// param at: ZONED DATETIME
// column id: STRING
MATCH (chosen:ScoringModel {id: $id})
MATCH (first:ScoringModel {kind: chosen.kind, version: 1})
USING INDEX SEEK first:ScoringModel(kind, version)
SET first.version = 1
WITH chosen
CALL (chosen) {
  MATCH (former:ScoringModel {kind: chosen.kind, active: true})
  USING INDEX SEEK former:ScoringModel(kind, active)
  WHERE former.id <> chosen.id
  REMOVE former.active
  SET former.activated_at = coalesce(former.activated_at, former.created_at)
}
SET chosen.active = true, chosen.activated_at = $at
RETURN chosen.id AS id
