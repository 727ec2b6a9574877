// Let exports expire whose time has come, and delete their parts, twenty at a time.
// access: write
// param now: ZONED DATETIME
// column parts: INTEGER
// column requests: INTEGER
MATCH (request:DataRequest {kind: 'EXPORT', state: 'DONE'})
WHERE request.expires_at <= $now
WITH collect(request) AS requests
CALL (requests) {
  UNWIND requests AS request
  MATCH (part:ExportPart)
  WHERE part.request_id = request.id AND part.number >= 0
  WITH part LIMIT 20
  DELETE part
  RETURN count(part) AS parts
}
FOREACH (request IN CASE WHEN parts < 20 THEN requests ELSE [] END | SET request.state = 'EXPIRED')
RETURN parts, CASE WHEN parts < 20 THEN size(requests) ELSE 0 END AS requests
