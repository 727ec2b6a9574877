// How many contents had how many acts in each week of a time. A job reads it once a day: it looks at the days of contents
// that changed since the first of them began.
// access: read
// param touched_since: ZONED DATETIME
// param since: DATE
// param until: DATE
// param counters: LIST OF STRING
// column week: DATE
// column acts: INTEGER
// column contents: INTEGER
MATCH (day:ContentDay)
WHERE day.touched_at >= $touched_since AND day.date >= $since AND day.date < $until
WITH date.truncate('week', day.date) AS week, day.content_id AS id, properties(day) AS done
WITH week, id, sum(reduce(acts = 0, counter IN $counters | acts + coalesce(done[counter], 0))) AS acts
WHERE acts > 0
RETURN week, acts, count(*) AS contents
