// What a user reported.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (report:Report)
WHERE report.reporter_id = $user_id AND report.at IS NOT NULL AND report.id > $after
RETURN report.id AS key, report {.id, .norm, .note, .weight, .state, .at} AS row
ORDER BY key
LIMIT $limit
