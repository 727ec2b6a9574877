// Requests and what came of them.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column kind: STRING
// column mode: STRING
// column state: STRING
// column requested_at: ZONED DATETIME
// column finished_at: ZONED DATETIME
// column expires_at: ZONED DATETIME
// column problem: STRING
// column counts: LIST OF MAP
UNWIND $ids AS id
MATCH (request:DataRequest {id: id})
RETURN request.id AS id, request.kind AS kind, request.mode AS mode, request.state AS state,
       request.requested_at AS requested_at, request.finished_at AS finished_at, request.expires_at AS expires_at,
       request.problem AS problem,
       [name IN keys(request) WHERE name STARTS WITH 'count_' | {kind: substring(name, 6), count: request[name]}] AS counts
