// Note on current assignments what a run found, unless a later run was faster.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (current:SegmentAssignment {id: row.assignment_id})
WHERE current.until IS NULL AND current.checked_at < $as_of
SET current += row.found, current.checked_at = $as_of
