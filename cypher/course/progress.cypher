// Lessons of courses in order, of those that can be found by an audience, and which of them a member has completed.
// access: read
// audience: viewer
// param ids: LIST OF STRING
// param user_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column course_id: STRING
// column lesson_ids: LIST OF STRING
// column completed_ids: LIST OF STRING
// column begun_at: ZONED DATETIME
// column last_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (course:Content {id: id})
WHERE course:Course
OPTIONAL MATCH (used:Consumption {key: $user_id + '|' + id})
CALL (course) {
  MATCH (course)<-[part:PART_OF]-(content:Lesson)
  WHERE content.visibility IN $audience AND content.published_at <= $now
  OPTIONAL MATCH (read:Consumption {key: $user_id + '|' + content.id})
  WITH content, part, read ORDER BY part.place, content.published_at, content.id
  RETURN collect(content.id) AS lesson_ids,
         collect(CASE WHEN read.completed_at IS NULL THEN NULL ELSE content.id END) AS completed_ids
}
RETURN id AS course_id, lesson_ids, completed_ids, used.begun_at AS begun_at, used.last_at AS last_at
