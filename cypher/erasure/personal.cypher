// Erase the personal data that a person left.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (pii:UserPii {user_id: $user_id})
WITH pii LIMIT $limit
DELETE pii
RETURN {personal_data: count(pii)} AS counts
