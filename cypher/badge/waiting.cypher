// Members whose badges are to be looked at, those who wait longest first, and since when.
// access: read
// param before: ZONED DATETIME
// param limit: INTEGER
// column user_id: STRING
// column since: ZONED DATETIME
MATCH (due:BadgeDue)
WHERE due.at <= $before
WITH due
ORDER BY due.at
LIMIT $limit
RETURN due.user_id AS user_id, min(due.at) AS since
