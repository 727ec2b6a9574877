// Users whose days changed since a moment, at most so many, and the earliest of these days.
// access: read
// param since: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column earliest: DATE
MATCH (day:UserDay)
WHERE day.touched_at > $since
RETURN day.user_id AS id, min(day.date) AS earliest
LIMIT $limit
