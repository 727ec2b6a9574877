// End an erasure: the last node of the person goes, and the request stays as the receipt, without them.
// access: write
// param id: STRING
// param user_id: STRING
// param now: ZONED DATETIME
// column id: STRING
MATCH (request:DataRequest {id: $id, state: 'RUNNING'})
OPTIONAL MATCH (gone:Erasing {user_id: $user_id})
DETACH DELETE gone
SET request.state = 'DONE', request.finished_at = $now
REMOVE request.user_id, request.merged_ids
RETURN request.id AS id
