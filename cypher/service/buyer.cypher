// Who asked for a service: they are locked before it.
// access: read
// param id: STRING
// column buyer_id: STRING
MATCH (request:ServiceRequest {id: $id})
RETURN request.buyer_id AS buyer_id
