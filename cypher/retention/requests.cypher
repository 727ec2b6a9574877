// Forget old requests for exports whose documents are gone, or never were made.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column forgotten: INTEGER
MATCH (request:DataRequest {kind: 'EXPORT'})
WHERE request.state IN ['EXPIRED', 'FAILED'] AND request.requested_at < $before
WITH request LIMIT $limit
DELETE request
RETURN count(request) AS forgotten
