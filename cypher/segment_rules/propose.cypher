// Store the next version of the rules of value segments, not in use. The rules are locked before.
// access: write
// param found: MAP
// param sizes: LIST OF MAP
// column version: INTEGER
CALL () {
  MATCH (rules:SegmentRules)
  WHERE rules.version >= 1
  RETURN max(rules.version) + 1 AS next
}
CREATE (rules:SegmentRules {version: next})
SET rules += $found
WITH rules
CALL (rules) {
  UNWIND $sizes AS size
  CREATE (rules)-[:HAS_BARS]->(bars:SegmentBars)
  SET bars = size
}
RETURN rules.version AS version
