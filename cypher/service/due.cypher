// Requests for which something follows as nobody did anything in time, the longest due first.
// access: read
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
MATCH (request:ServiceRequest)
USING INDEX SEEK request:ServiceRequest(due_at)
WHERE request.due_at <= $as_of
RETURN request.id AS id
ORDER BY request.due_at
LIMIT $limit
