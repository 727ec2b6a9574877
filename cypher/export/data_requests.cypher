// What a user asked to be done with what is known of them.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (request:DataRequest)
WHERE request.user_id = $user_id AND request.id > $after
RETURN request.id AS key, request {.*} AS row
ORDER BY key
LIMIT $limit
