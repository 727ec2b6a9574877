// Note how many members are in saved segments and what they are, of those that weren't changed since they were read.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (saved:SavedSegment {id: row.id})
WHERE saved.changed_at = row.changed_at
SET saved += row.found, saved.refreshed_at = $as_of
