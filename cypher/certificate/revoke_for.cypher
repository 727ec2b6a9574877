// Revoke a member's certificates of courses to which, or to lessons of which, their access ended. They aren't in the way of another one.
// Setting a label that is there already locks each.
// access: write
// param user_id: STRING
// param ids: LIST OF STRING
// param at: ZONED DATETIME
// param reason: STRING
// column id: STRING
// column code: STRING
// column user_id: STRING
// column course_id: STRING
// column course_title: STRING
// column issued_at: ZONED DATETIME
// column revoked_at: ZONED DATETIME
// column revoked_reason: STRING
UNWIND $ids AS id
CALL (id) {
  RETURN id AS course_id
  UNION
  MATCH (:Content {id: id})-[:PART_OF]->(course:Content)
  RETURN course.id AS course_id
}
WITH DISTINCT course_id
MATCH (certificate:Certificate {key: $user_id + '|' + course_id})
SET certificate:Certificate
WITH certificate
WHERE certificate.revoked_at IS NULL
SET certificate.revoked_at = $at, certificate.revoked_reason = $reason, certificate.key = null
RETURN certificate.id AS id, certificate.code AS code, certificate.user_id AS user_id, certificate.course_id AS course_id,
       certificate.course_title AS course_title, certificate.issued_at AS issued_at, certificate.revoked_at AS revoked_at,
       certificate.revoked_reason AS revoked_reason
