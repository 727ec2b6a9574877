// Lessons of a course in its order; those not put into one behind, in the order they were published.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
MATCH (:Content {id: $content_id})<-[part:PART_OF]-(content:Lesson)
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id
ORDER BY part.place, content.published_at, id
LIMIT $limit
