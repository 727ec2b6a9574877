// Begin with an export, or begin again: a run that was cut off left parts, of which twenty at most go at a time.
// access: write
// param id: STRING
// param now: ZONED DATETIME
// column left: INTEGER
MATCH (request:DataRequest {id: $id, kind: 'EXPORT'})
WHERE request.state IN ['QUEUED', 'RUNNING']
SET request.state = 'RUNNING', request.started_at = $now
WITH request
FOREACH (name IN [name IN keys(request) WHERE name STARTS WITH 'count_'] | SET request[name] = null)
WITH request
CALL (request) {
  MATCH (part:ExportPart)
  WHERE part.request_id = request.id AND part.number >= 0
  WITH part LIMIT 20
  DELETE part
  RETURN count(part) AS deleted
}
RETURN deleted AS left
