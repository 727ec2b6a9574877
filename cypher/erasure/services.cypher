// Let services name a person by the erasure, without what they wrote and what operators said to it. Those that are paid go on.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (request:ServiceRequest)
  WHERE request.buyer_id = $user_id AND request.id > ''
  WITH request LIMIT $limit
  SET request.buyer_id = $erasure_id, request.brief = NULL, request.dispute_reason = NULL, request.decision_note = NULL
  RETURN count(request) AS asked
}
CALL () {
  MATCH (request:ServiceRequest)
  WHERE request.provider_id = $user_id AND request.id > ''
  WITH request LIMIT $limit
  SET request.provider_id = $erasure_id, request.offer_note = NULL, request.delivery_note = NULL,
    request.decision_note = NULL
  RETURN count(request) AS provided
}
RETURN {services_pseudonymised: asked + provided} AS counts
