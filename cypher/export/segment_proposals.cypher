// Proposed rules of segments that name a user among those they would move.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[shown:WOULD_MOVE]->(rules:SegmentRules)
WITH toString(rules.version) AS key, rules.version AS version, shown
WHERE key > $after
RETURN key, shown {version: version, .previous, .segment} AS row
ORDER BY key
LIMIT $limit
