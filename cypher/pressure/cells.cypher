// What members of some months met and how many left, both months included.
// access: read
// param first: DATE
// param last: DATE
// column month: DATE
// column activity: INTEGER
// column kind: STRING
// column paywalls: INTEGER
// column ads: INTEGER
// column readers: INTEGER
// column left: INTEGER
// column active_days: INTEGER
// column met: INTEGER
// column viewed: INTEGER
MATCH (cell:PressureCell)
WHERE cell.month >= $first AND cell.month <= $last AND cell.activity IS NOT NULL AND cell.kind IS NOT NULL
  AND cell.paywalls IS NOT NULL AND cell.ads IS NOT NULL // names all, as the index does
RETURN cell.month AS month, cell.activity AS activity, cell.kind AS kind, cell.paywalls AS paywalls, cell.ads AS ads,
       cell.readers AS readers, cell.left AS left, cell.active_days AS active_days, cell.met AS met,
       cell.viewed AS viewed
