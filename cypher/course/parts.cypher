// Lessons of courses in order, of those the viewer may find, and the chapter of each; null for those in none.
// access: read
// audience: viewer
// param ids: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
// column course_id: STRING
// column chapter_id: STRING
UNWIND $ids AS id
MATCH (:Content {id: id})<-[part:PART_OF]-(content:Lesson)
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, id AS course_id, part.chapter_id AS chapter_id
ORDER BY course_id, part.place, content.published_at, id
