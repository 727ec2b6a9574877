// Revoke the certificate of a code; no row when there is none, or it was revoked before. Setting a label that is there already locks it.
// access: write
// param code: STRING
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
MATCH (certificate:Certificate {code: $code})
SET certificate:Certificate
WITH certificate
WHERE certificate.revoked_at IS NULL
SET certificate.revoked_at = $at, certificate.revoked_reason = $reason
RETURN certificate.id AS id, certificate.code AS code, certificate.user_id AS user_id, certificate.course_id AS course_id,
       certificate.course_title AS course_title, certificate.issued_at AS issued_at, certificate.revoked_at AS revoked_at,
       certificate.revoked_reason AS revoked_reason
