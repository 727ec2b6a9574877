// The certificates of a user, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (certificate:Certificate)
WHERE certificate.user_id = $user_id AND certificate.id > $after
RETURN certificate.id AS key, certificate {.*, key: null} AS row
ORDER BY certificate.user_id, certificate.id
LIMIT $limit
