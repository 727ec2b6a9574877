// Members who did anything from one day to another and may see ads. A job reads it once a day: it looks at all their days.
// access: read
// param touched_since: ZONED DATETIME
// param since: DATE
// param until: DATE
// param now: ZONED DATETIME
// column id: STRING
MATCH (day:UserDay)
WHERE day.touched_at >= $touched_since AND day.date >= $since AND day.date < $until
WITH DISTINCT day.user_id AS id
MATCH (user:User {id: id})
WHERE NOT coalesce(user.ad_free_until > $now, false)
RETURN user.id AS id
