// The reader-days of a span of dates, both included, summed by band.
// access: read
// param since: DATE
// param until: DATE
// column band: INTEGER
// column readers: INTEGER
// column returned: INTEGER
MATCH (day:AdLoadDay)
WHERE day.date >= $since AND day.date <= $until AND day.band >= 0
RETURN day.band AS band, sum(day.readers) AS readers, sum(day.returned) AS returned
ORDER BY band
