// The days up to one of which something became known since a moment: late acts are among it.
// access: read
// param since: ZONED DATETIME
// param until: DATE
// column date: DATE
MATCH (day:UserDay)
WHERE day.touched_at > $since AND day.date <= $until
RETURN DISTINCT day.date AS date
ORDER BY date
