// How many requests of a buyer haven't ended.
// access: read
// param buyer_id: STRING
// column total: INTEGER
MATCH (request:ServiceRequest)
WHERE request.buyer_id = $buyer_id AND request.id > '' AND request.ended_at IS NULL
RETURN count(request) AS total
