// The gaps that were counted, of all weeks.
// access: read
// column week: DATE
// column newcomer: BOOLEAN
// column days: INTEGER
// column gaps: INTEGER
MATCH (count:GapCount)
WHERE count.week >= date('0001-01-01') AND count.newcomer IS NOT NULL AND count.days IS NOT NULL
RETURN count.week AS week, count.newcomer AS newcomer, count.days AS days, count.gaps AS gaps
