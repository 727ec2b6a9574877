// What was viewed from one day to another, by kind, area and tag of the contents and by segment of the members who read.
// A view of a content with n tags counts 1/n for each. A job reads it once a day: it looks at every day of every content.
// access: read
// param touched_since: ZONED DATETIME
// param since: DATE
// param until: DATE
// column dimension: STRING
// column id: STRING
// column views: FLOAT
CALL () {
  MATCH (day:ContentDay)
  WHERE day.touched_at >= $touched_since AND day.date >= $since AND day.date < $until AND day.view > 0
  WITH day.content_id AS content_id, sum(day.view) AS views
  MATCH (content:Content {id: content_id})
  CALL (content, views) {
    RETURN 'KIND' AS dimension, content.kind AS id, toFloat(views) AS counted
    UNION ALL
    MATCH (content)-[:IN_AREA]->(area:Area)
    RETURN 'AREA' AS dimension, area.id AS id, toFloat(views) AS counted
    UNION ALL
    MATCH (content)-[:TAGGED]->(tag:Tag)
    WITH collect(tag.id) AS tags, views
    UNWIND tags AS tag_id
    RETURN 'TAG' AS dimension, tag_id AS id, toFloat(views) / size(tags) AS counted
  }
  RETURN dimension, id, sum(counted) AS views
  UNION ALL
  MATCH (day:UserDay)
  WHERE day.touched_at >= $touched_since AND day.date >= $since AND day.date < $until AND day.view > 0
  WITH day.user_id AS user_id, sum(day.view) AS views
  MATCH (user:User {id: user_id})
  WHERE user.segment IS NOT NULL
  RETURN 'SEGMENT' AS dimension, user.segment AS id, toFloat(sum(views)) AS views
}
RETURN dimension, id, views
