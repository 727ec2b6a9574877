// Lock a request, before what its steps depend on is read.
// access: write
// param id: STRING
// column buyer_id: STRING
MATCH (request:ServiceRequest {id: $id})
SET request:ServiceRequest
WITH request
RETURN request.buyer_id AS buyer_id
