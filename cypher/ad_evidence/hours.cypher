// How many ads were asked for in each hour of a span of time; hours without any are left out.
// access: read
// param since: ZONED DATETIME
// param before: ZONED DATETIME
// column at: ZONED DATETIME
// column requests: INTEGER
MATCH (hour:AdHour)
WHERE $since <= hour.at < $before
RETURN hour.at AS at, sum(hour.requests) AS requests
ORDER BY at
