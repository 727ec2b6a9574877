// What a user asked for, the latest first.
// access: read
// param user_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (request:DataRequest)
WHERE request.user_id = $user_id
RETURN request.id AS id
ORDER BY request.requested_at DESC, request.id DESC
LIMIT $limit
