// Requests of one kind that aren't finished, the oldest first, and whom they are about.
// access: read
// param kind: STRING
// column id: STRING
// column user_id: STRING
// column mode: STRING
// column sections: LIST OF STRING
// column started_at: ZONED DATETIME
// column merged_ids: LIST OF STRING
MATCH (request:DataRequest {kind: $kind})
WHERE request.state IN ['QUEUED', 'RUNNING']
RETURN request.id AS id, request.user_id AS user_id, request.mode AS mode, request.sections AS sections, request.started_at AS started_at,
       coalesce(request.merged_ids, []) AS merged_ids
ORDER BY request.requested_at, request.id
