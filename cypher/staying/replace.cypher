// Keep how many members were active in the periods from a day on, in the place of what was kept of them.
// access: write
// param by: STRING
// param since: DATE
// param rows: LIST OF MAP
CALL () {
  MATCH (cell:StayingCell)
  WHERE cell.by = $by AND cell.cohort >= date('0001-01-01') AND cell.after IS NOT NULL AND cell.period >= $since
  DELETE cell
}
UNWIND $rows AS row
CREATE (:StayingCell {by: $by, cohort: date(row.cohort), after: row.after, period: date(row.period), members: row.members})
