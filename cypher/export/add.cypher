// Add a part to an export that is still wanted: an erasure may have taken the request away.
// access: write
// param id: STRING
// param number: INTEGER
// param text: STRING
// column id: STRING
MATCH (request:DataRequest {id: $id, state: 'RUNNING'})
MERGE (part:ExportPart {request_id: $id, number: $number})
SET part.text = $text
RETURN request.id AS id
