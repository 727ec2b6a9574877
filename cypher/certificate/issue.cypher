// Certify that a member finished a course, once; no row when they have a certificate, wrote the course themselves, or are gone.
// A transaction that is run again finds its own. Setting a label that is there already locks the member.
// access: write
// param id: STRING
// param code: STRING
// param user_id: STRING
// param course_id: STRING
// param at: ZONED DATETIME
// column id: STRING
// column code: STRING
// column user_id: STRING
// column course_id: STRING
// column course_title: STRING
// column issued_at: ZONED DATETIME
// column revoked_at: ZONED DATETIME
// column revoked_reason: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (course:Content {id: $course_id})
WHERE NOT EXISTS { (course)<-[:AUTHORED]-(user) }
MERGE (certificate:Certificate {key: $user_id + '|' + $course_id})
ON CREATE SET certificate.id = $id, certificate.code = $code, certificate.user_id = $user_id,
  certificate.course_id = $course_id, certificate.course_title = course.title, certificate.issued_at = $at
WITH certificate
WHERE certificate.id = $id
RETURN certificate.id AS id, certificate.code AS code, certificate.user_id AS user_id, certificate.course_id AS course_id,
       certificate.course_title AS course_title, certificate.issued_at AS issued_at, certificate.revoked_at AS revoked_at,
       certificate.revoked_reason AS revoked_reason
