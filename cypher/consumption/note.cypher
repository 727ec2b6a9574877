// Note that a member has used a content, how far, and in which course: never less than before, and complete from the first time on.
// No row without the member. Setting a label that is there already locks them.
// access: write
// param user_id: STRING
// param content_id: STRING
// param course_id: STRING
// param percent: INTEGER
// param complete: BOOLEAN
// param at: ZONED DATETIME
// column content_id: STRING
// column percent: INTEGER
// column completed_at: ZONED DATETIME
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MERGE (used:Consumption {key: $user_id + '|' + $content_id})
ON CREATE SET used.user_id = $user_id, used.content_id = $content_id, used.first_at = $at, used.last_at = $at, used.percent = 0
WITH used
SET used.percent = CASE WHEN $percent > used.percent THEN $percent ELSE used.percent END,
    used.last_at = CASE WHEN $at > used.last_at THEN $at ELSE used.last_at END,
    used.completed_at = CASE WHEN $complete THEN coalesce(used.completed_at, $at) ELSE used.completed_at END
WITH used
CALL () {
  UNWIND CASE WHEN $course_id IS NULL THEN [] ELSE [$course_id] END AS id
  MERGE (course:Consumption {key: $user_id + '|' + id})
  ON CREATE SET course.user_id = $user_id, course.content_id = id, course.first_at = $at, course.last_at = $at,
    course.percent = 0
  SET course.begun_at = coalesce(course.begun_at, $at),
    course.last_at = CASE WHEN $at > course.last_at THEN $at ELSE course.last_at END
}
RETURN used.content_id AS content_id, used.percent AS percent, used.completed_at AS completed_at
