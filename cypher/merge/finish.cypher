// End a merge: the account stays as a name that leads to the survivor. No row when that was done before.
// access: write
// param id: STRING
// param now: ZONED DATETIME
// column id: STRING
MATCH (former:Merged {merge_id: $id, state: 'RUNNING'})
SET former.state = 'DONE', former.finished_at = $now
REMOVE former.first_entry, former.last_entry, former.barred, former.points_at
RETURN former.merge_id AS id
