// Note that the survivor's own ledger is as one person's now; no row when that was noted before.
// access: write
// param id: STRING
// param now: ZONED DATETIME
// column id: STRING
MATCH (former:Merged {merge_id: $id})
WHERE former.points_at IS NULL
SET former.points_at = $now
RETURN former.merge_id AS id
