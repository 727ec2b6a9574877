// Services of a member that can't go on without them: none is paid, or they are to do the work of those that are.
// access: read
// param user_id: STRING
// param limit: INTEGER
// column id: STRING
CALL () {
  MATCH (request:ServiceRequest)
  WHERE request.buyer_id = $user_id AND request.id > '' AND request.state IN ['REQUESTED', 'OFFERED', 'ACCEPTED']
  RETURN request.id AS id
UNION
  MATCH (request:ServiceRequest)
  WHERE request.provider_id = $user_id AND request.id > '' AND request.state IN ['REQUESTED', 'OFFERED', 'ACCEPTED', 'PAID']
  RETURN request.id AS id
}
RETURN id
ORDER BY id
LIMIT $limit
