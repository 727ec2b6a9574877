// Put a version of the rules of value segments in use, and the one before out of use. The rules are locked before. Whom it
// would move is forgotten: now they do.
// access: write
// param version: INTEGER
// param at: ZONED DATETIME
MATCH (chosen:SegmentRules {version: $version})
CALL (chosen) {
  MATCH (former:SegmentRules {active: true})
  USING INDEX SEEK former:SegmentRules(active)
  WHERE former.version <> chosen.version
  REMOVE former.active
}
SET chosen.active = true, chosen.activated_at = $at
WITH chosen
MATCH (:User)-[shown:WOULD_MOVE]->(chosen)
DELETE shown
