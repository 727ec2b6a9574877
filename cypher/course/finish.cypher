// Note that a member has finished a course; the first time counts.
// access: write
// param user_id: STRING
// param course_id: STRING
// param at: ZONED DATETIME
MATCH (used:Consumption {key: $user_id + '|' + $course_id})
SET used.completed_at = coalesce(used.completed_at, $at), used.percent = 100
