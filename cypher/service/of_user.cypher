// The requests of a member, of what they asked for and of what they were asked for, the newest first.
// access: read
// param user_id: STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
CALL () {
  MATCH (request:ServiceRequest)
  USING INDEX SEEK request:ServiceRequest(buyer_id, id)
  WHERE request.buyer_id = $user_id AND request.id < $before_id
  RETURN request.id AS id
  ORDER BY request.buyer_id DESC, request.id DESC
  LIMIT $limit
UNION
  MATCH (request:ServiceRequest)
  USING INDEX SEEK request:ServiceRequest(provider_id, id)
  WHERE request.provider_id = $user_id AND request.id < $before_id
  RETURN request.id AS id
  ORDER BY request.provider_id DESC, request.id DESC
  LIMIT $limit
}
RETURN id
ORDER BY id DESC
LIMIT $limit
