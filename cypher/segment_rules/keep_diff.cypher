// Keep whom a version of the rules of value segments would move, instead of what was worked out before; of one that was put
// in use meanwhile nothing.
// access: write
// param version: INTEGER
// param found: MAP
// param shown: LIST OF MAP
MATCH (rules:SegmentRules {version: $version})
SET rules.version = $version
WITH rules
WHERE rules.activated_at IS NULL
SET rules += $found
WITH rules
CALL (rules) {
  MATCH (:User)-[old:WOULD_MOVE]->(rules)
  DELETE old
}
UNWIND $shown AS row
MATCH (user:User {id: row.user_id})
CREATE (user)-[:WOULD_MOVE {previous: row.previous, segment: row.segment}]->(rules)
