// The certificates of a member, the latest first.
// access: read
// param user_id: STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column code: STRING
// column user_id: STRING
// column course_id: STRING
// column course_title: STRING
// column issued_at: ZONED DATETIME
// column revoked_at: ZONED DATETIME
// column revoked_reason: STRING
MATCH (certificate:Certificate)
WHERE certificate.user_id = $user_id AND certificate.id < $before_id
RETURN certificate.id AS id, certificate.code AS code, certificate.user_id AS user_id, certificate.course_id AS course_id,
       certificate.course_title AS course_title, certificate.issued_at AS issued_at, certificate.revoked_at AS revoked_at,
       certificate.revoked_reason AS revoked_reason
ORDER BY certificate.user_id DESC, certificate.id DESC
LIMIT $limit
