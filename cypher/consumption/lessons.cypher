// How far a member is with lessons; no row for what they never opened.
// access: read
// param ids: LIST OF STRING
// param user_id: STRING
// column content_id: STRING
// column percent: INTEGER
// column completed_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (used:Consumption {key: $user_id + '|' + id})
RETURN id AS content_id, used.percent AS percent, used.completed_at AS completed_at
