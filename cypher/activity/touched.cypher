// Users whose days changed since a moment, at most so many.
// access: read
// param since: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
MATCH (day:UserDay)
WHERE day.touched_at > $since
RETURN DISTINCT day.user_id AS id
LIMIT $limit
