// Merges and how far they are.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column from_id: STRING
// column from_handle: STRING
// column into_id: STRING
// column reason: STRING
// column state: STRING
// column started_at: ZONED DATETIME
// column finished_at: ZONED DATETIME
// column counts: LIST OF MAP
UNWIND $ids AS id
MATCH (former:Merged {merge_id: id})
RETURN former.merge_id AS id, former.user_id AS from_id, former.handle AS from_handle, former.into_id AS into_id,
       former.reason AS reason, former.state AS state, former.started_at AS started_at, former.finished_at AS finished_at,
       [name IN keys(former) WHERE name STARTS WITH 'count_' | {kind: substring(name, 6), count: former[name]}] AS counts
