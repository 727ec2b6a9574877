// Lessons of a course, the first first.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
MATCH (:Content {id: $content_id})<-[:PART_OF]-(content:Lesson)
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id
ORDER BY content.published_at, id
LIMIT $limit
