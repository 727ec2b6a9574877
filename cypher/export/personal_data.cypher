// The personal data a user left.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (pii:UserPii {user_id: $user_id})
WHERE pii.user_id > $after
RETURN pii.user_id AS key, pii {.*} AS row
LIMIT $limit
