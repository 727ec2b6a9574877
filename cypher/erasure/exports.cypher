// Erase what was handed over to a person, part by part, and then the requests for it.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (request:DataRequest {user_id: $user_id, kind: 'EXPORT'})
WITH collect(request) AS requests
CALL (requests) {
  UNWIND requests AS request
  MATCH (part:ExportPart)
  WHERE part.request_id = request.id AND part.number >= 0
  WITH part LIMIT 20
  DELETE part
  RETURN count(part) AS parts
}
FOREACH (request IN CASE WHEN parts < 20 THEN requests ELSE [] END | DELETE request)
RETURN {export_parts: parts, exports: CASE WHEN parts < 20 THEN size(requests) ELSE 0 END} AS counts
