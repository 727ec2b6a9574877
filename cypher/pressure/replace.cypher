// Keep what members of a month met and how many left, in the place of what was kept of it.
// access: write
// param month: DATE
// param rows: LIST OF MAP
CALL () {
  MATCH (cell:PressureCell)
  WHERE cell.month = $month AND cell.activity IS NOT NULL AND cell.kind IS NOT NULL AND cell.paywalls IS NOT NULL
    AND cell.ads IS NOT NULL // names all, as the index does
  DELETE cell
}
UNWIND $rows AS row
CREATE (cell:PressureCell {month: $month, activity: row.activity, kind: row.kind, paywalls: row.paywalls, ads: row.ads})
SET cell.readers = row.readers, cell.left = row.left, cell.active_days = row.active_days, cell.met = row.met,
    cell.viewed = row.viewed
