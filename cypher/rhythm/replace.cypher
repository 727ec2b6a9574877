// Keep the gaps that ended in the weeks from a Monday on, in the place of what was kept of them.
// access: write
// param since: DATE
// param rows: LIST OF MAP
CALL () {
  MATCH (count:GapCount)
  WHERE count.week >= $since AND count.newcomer IS NOT NULL AND count.days IS NOT NULL // names all, as the index does
  DELETE count
}
UNWIND $rows AS row
CREATE (:GapCount {week: date(row.week), newcomer: row.newcomer, days: row.days, gaps: row.gaps})
