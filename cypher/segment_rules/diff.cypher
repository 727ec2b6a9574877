// Whom a version of the rules of value segments would move, as last worked out; no row when it wasn't.
// access: read
// param version: INTEGER
// column version: INTEGER
// column compared_version: INTEGER
// column as_of: ZONED DATETIME
// column users: INTEGER
// column active_members: INTEGER
// column ways: LIST OF MAP
MATCH (rules:SegmentRules {version: $version})
WHERE rules.diff_as_of IS NOT NULL
RETURN rules.version AS version, rules.diff_compared_version AS compared_version, rules.diff_as_of AS as_of,
       rules.diff_users AS users, rules.diff_active_members AS active_members,
       [n IN range(0, size(rules.diff_counts) - 1) | {
         previous: rules.diff_previous[n], segment: rules.diff_segments[n], users: rules.diff_counts[n]
       }] AS ways
