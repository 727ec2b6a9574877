// Make services that were asked for and provided the survivor's.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (request:ServiceRequest)
  WHERE request.buyer_id = $from_id AND request.id > ''
  WITH request LIMIT $limit
  SET request.buyer_id = $into_id
  RETURN count(request) AS asked
}
CALL () {
  MATCH (request:ServiceRequest)
  WHERE request.provider_id = $from_id AND request.id > ''
  WITH request LIMIT $limit
  SET request.provider_id = $into_id
  RETURN count(request) AS provided
}
RETURN {services: asked + provided} AS counts
