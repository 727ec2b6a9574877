// The services that a user asked for and provides, with what the two wrote to each other, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
CALL () {
  MATCH (request:ServiceRequest)
  WHERE request.buyer_id = $user_id AND request.id > $after
  RETURN request
  ORDER BY request.buyer_id, request.id
  LIMIT $limit
UNION
  MATCH (request:ServiceRequest)
  WHERE request.provider_id = $user_id AND request.id > $after
  RETURN request
  ORDER BY request.provider_id, request.id
  LIMIT $limit
}
RETURN request.id AS key,
       request {.*, buyer_id: null, provider_id: null, due_at: null, as_buyer: request.buyer_id = $user_id} AS row
ORDER BY key
LIMIT $limit
