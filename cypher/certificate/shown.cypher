// What the certificate of a code says to whoever was given it; revoked ones too.
// access: read
// param code: STRING
// column code: STRING
// column name: STRING
// column handle: STRING
// column course_title: STRING
// column author: STRING
// column issued_at: ZONED DATETIME
// column revoked_at: ZONED DATETIME
MATCH (certificate:Certificate {code: $code})
MATCH (user:User {id: certificate.user_id})
OPTIONAL MATCH (course:Content {id: certificate.course_id})
RETURN certificate.code AS code, coalesce(user.display_name, user.handle) AS name, user.handle AS handle,
       certificate.course_title AS course_title,
       head([(course)<-[:AUTHORED]-(author:User) | coalesce(author.display_name, author.handle)]) AS author,
       certificate.issued_at AS issued_at, certificate.revoked_at AS revoked_at
