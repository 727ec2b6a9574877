// End an export, well or not.
// access: write
// param id: STRING
// param state: STRING
// param problem: STRING
// param now: ZONED DATETIME
// param expires_at: ZONED DATETIME
MATCH (request:DataRequest {id: $id, state: 'RUNNING'})
SET request.state = $state, request.problem = $problem, request.finished_at = $now, request.expires_at = $expires_at
