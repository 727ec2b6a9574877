// Requests in some states, the newest first: of each state no more than are asked for.
// access: read
// param states: LIST OF STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
UNWIND $states AS state
CALL (state) {
  MATCH (request:ServiceRequest)
  USING INDEX SEEK request:ServiceRequest(state, id)
  WHERE request.state = state AND request.id < $before_id
  RETURN request.id AS id
  ORDER BY request.state DESC, request.id DESC
  LIMIT $limit
}
RETURN id
ORDER BY id DESC
LIMIT $limit
