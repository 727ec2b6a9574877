// What a user went through, the latest first.
// access: read
// param user_id: STRING
// param limit: INTEGER
// column user_id: STRING
// column state: STRING
// column since: ZONED DATETIME
// column until: ZONED DATETIME
// column reason: STRING
MATCH (:User {id: $user_id})-[:PASSED_THROUGH]->(span:ChurnSpan)
RETURN $user_id AS user_id, span.state AS state, span.since AS since, span.until AS until, span.reason AS reason
ORDER BY since DESC, state IN ['ACTIVE', 'RETURNED'] DESC
LIMIT $limit
