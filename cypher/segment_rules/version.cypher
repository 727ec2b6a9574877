// One version of the rules of value segments.
// access: read
// param version: INTEGER
// column version: INTEGER
// column active: BOOLEAN
// column created_at: ZONED DATETIME
// column activated_at: ZONED DATETIME
// column kept_down_to: FLOAT
// column rising: FLOAT
// column new_for_days: INTEGER
// column min_events: INTEGER
// column sizes: LIST OF MAP
MATCH (rules:SegmentRules {version: $version})
RETURN rules.version AS version, coalesce(rules.active, false) AS active, rules.created_at AS created_at,
       rules.activated_at AS activated_at, rules.kept_down_to AS kept_down_to, rules.rising AS rising,
       rules.new_for_days AS new_for_days, rules.min_events AS min_events,
       COLLECT {
         MATCH (rules)-[:HAS_BARS]->(size:SegmentBars)
         RETURN size {.members_from, .high_value, .potential} ORDER BY size.members_from
       } AS sizes
