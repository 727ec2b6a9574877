// A member's certificates of courses, those that could be issued but once.
// access: read
// param ids: LIST OF STRING
// param user_id: STRING
// column id: STRING
// column code: STRING
// column user_id: STRING
// column course_id: STRING
// column course_title: STRING
// column issued_at: ZONED DATETIME
// column revoked_at: ZONED DATETIME
// column revoked_reason: STRING
UNWIND $ids AS course_id
MATCH (certificate:Certificate {key: $user_id + '|' + course_id})
RETURN certificate.id AS id, certificate.code AS code, certificate.user_id AS user_id, certificate.course_id AS course_id,
       certificate.course_title AS course_title, certificate.issued_at AS issued_at, certificate.revoked_at AS revoked_at,
       certificate.revoked_reason AS revoked_reason
