// Erase the certificates of a person: from then on their codes say nothing.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (certificate:Certificate)
WHERE certificate.user_id = $user_id AND certificate.id > ''
WITH certificate LIMIT $limit
WITH collect(certificate) AS old
FOREACH (certificate IN old | DELETE certificate)
RETURN {certificates: size(old)} AS counts
