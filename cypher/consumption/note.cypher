// Note that a member has used contents, how far, and the courses they are or are lessons of: never less than before, and complete from
// the first time on. No row without the member. Setting a label that is there already locks them.
// access: write
// param user_id: STRING
// param ids: LIST OF STRING
// param percent: INTEGER
// param complete: BOOLEAN
// param at: ZONED DATETIME
// column content_id: STRING
// column percent: INTEGER
// column completed_at: ZONED DATETIME
MATCH (user:User {id: $user_id})
SET user:User
WITH user
UNWIND $ids AS id
OPTIONAL MATCH (:Content {id: id})-[:PART_OF]->{0,1}(course:Course)
MERGE (used:Consumption {key: $user_id + '|' + id})
ON CREATE SET used.user_id = $user_id, used.content_id = id, used.first_at = $at, used.last_at = $at, used.percent = 0
SET used.percent = CASE WHEN $percent > used.percent THEN $percent ELSE used.percent END,
    used.last_at = CASE WHEN $at > used.last_at THEN $at ELSE used.last_at END,
    used.completed_at = CASE WHEN $complete THEN coalesce(used.completed_at, $at) ELSE used.completed_at END
WITH used, course
CALL (course) {
  UNWIND CASE WHEN course IS NULL THEN [] ELSE [course.id] END AS id
  MERGE (begun:Consumption {key: $user_id + '|' + id})
  ON CREATE SET begun.user_id = $user_id, begun.content_id = id, begun.first_at = $at, begun.last_at = $at, begun.percent = 0
  SET begun.begun_at = coalesce(begun.begun_at, $at), begun.last_at = CASE WHEN $at > begun.last_at THEN $at ELSE begun.last_at END
}
RETURN used.content_id AS content_id, used.percent AS percent, used.completed_at AS completed_at
