// The segments a user was in, each with its reason.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[:ASSIGNED]->(assignment:SegmentAssignment)
WHERE assignment.id > $after
RETURN assignment.id AS key, assignment {.*} AS row
ORDER BY key
LIMIT $limit
