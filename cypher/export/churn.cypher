// What a user went through between active and gone, each with its reason.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[:PASSED_THROUGH]->(span:ChurnSpan)
WHERE span.id > $after
RETURN span.id AS key, span {.*} AS row
ORDER BY key
LIMIT $limit
