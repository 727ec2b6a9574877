// One part of an export that can be fetched.
// access: read
// param id: STRING
// param number: INTEGER
// param now: ZONED DATETIME
// column text: STRING
MATCH (request:DataRequest {id: $id, kind: 'EXPORT', state: 'DONE'})
WHERE request.expires_at > $now
MATCH (part:ExportPart {request_id: $id, number: $number})
RETURN part.text AS text
