// Store users' candidates.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (list:CandidateList {user_id: row.user_id})
SET list += row, list.refreshed_at = $as_of
