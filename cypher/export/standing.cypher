// Where a user stands, in the community and in areas, and how they came there.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (standing:Standing)
WHERE standing.user_id = $user_id AND standing.scope > $after
RETURN standing.scope AS key, standing {.scope, .points, .at, .moments, .rungs, .version} AS row
ORDER BY key
LIMIT $limit
