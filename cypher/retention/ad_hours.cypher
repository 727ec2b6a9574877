// Delete what was asked for of ads by the hour, once it is long ago.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column forgotten: INTEGER
MATCH (hour:AdHour)
WHERE hour.at < $before
WITH hour LIMIT $limit
DELETE hour
RETURN count(hour) AS forgotten
