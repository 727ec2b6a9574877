// The certificate of a code, for whoever was given it; revoked ones too.
// access: read
// param code: STRING
// column id: STRING
// column code: STRING
// column user_id: STRING
// column course_id: STRING
// column course_title: STRING
// column issued_at: ZONED DATETIME
// column revoked_at: ZONED DATETIME
// column revoked_reason: STRING
MATCH (certificate:Certificate {code: $code})
RETURN certificate.id AS id, certificate.code AS code, certificate.user_id AS user_id, certificate.course_id AS course_id,
       certificate.course_title AS course_title, certificate.issued_at AS issued_at, certificate.revoked_at AS revoked_at,
       certificate.revoked_reason AS revoked_reason
