// How many members of some cohorts were active in the periods that followed.
// access: read
// param by: STRING
// param first: DATE
// param last: DATE
// column cohort: DATE
// column after: INTEGER
// column members: INTEGER
MATCH (cell:StayingCell)
WHERE cell.by = $by AND cell.cohort >= $first AND cell.cohort <= $last AND cell.after IS NOT NULL
RETURN cell.cohort AS cohort, cell.after AS after, cell.members AS members
