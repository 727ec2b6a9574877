// How often each content where ads may stand was viewed from one day to another. A job reads it once a day.
// access: read
// param touched_since: ZONED DATETIME
// param since: DATE
// param until: DATE
// param now: ZONED DATETIME
// column id: STRING
// column views: INTEGER
MATCH (day:ContentDay)
WHERE day.touched_at >= $touched_since AND day.date >= $since AND day.date < $until AND day.view > 0
WITH day.content_id AS id, sum(day.view) AS views
MATCH (content:Content {id: id})
WHERE content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID'] AND content.published_at <= $now
  AND NOT EXISTS { (content)-[:IN_AREA]->(:Area {ads_allowed: false}) }
RETURN content.id AS id, views
