// What a member has used of contents; no row for what they never opened. Of a course, how many of its lessons that are sold there
// are, and were opened.
// access: read
// param user_id: STRING
// param ids: LIST OF STRING
// column content_id: STRING
// column course: BOOLEAN
// column first_at: ZONED DATETIME
// column last_at: ZONED DATETIME
// column percent: INTEGER
// column completed_at: ZONED DATETIME
// column lessons: INTEGER
// column lessons_opened: INTEGER
UNWIND $ids AS id
MATCH (used:Consumption {key: $user_id + '|' + id})
OPTIONAL MATCH (course:Content {id: id})
WHERE course:Course
CALL (course) {
  OPTIONAL MATCH (course)<-[:PART_OF]-(lesson:Lesson)
  WHERE lesson.visibility IN ['PUBLIC', 'MEMBERS', 'PAID']
  OPTIONAL MATCH (read:Consumption {key: $user_id + '|' + lesson.id})
  RETURN count(lesson) AS all, count(read.completed_at) AS completed,
         count(CASE WHEN coalesce(lesson.preview, false) THEN NULL ELSE lesson END) AS lessons,
         count(CASE WHEN coalesce(lesson.preview, false) THEN NULL ELSE read END) AS lessons_opened
}
RETURN id AS content_id, course IS NOT NULL AS course, used.first_at AS first_at, used.last_at AS last_at,
       CASE WHEN course IS NULL THEN used.percent WHEN all = 0 THEN 0 ELSE 100 * completed / all END AS percent,
       used.completed_at AS completed_at, lessons, lessons_opened
