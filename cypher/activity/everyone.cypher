// All users in the order of their ids, from one on.
// access: read
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (user:User)
WHERE user.id > $after_id
RETURN user.id AS id
ORDER BY id
LIMIT $limit
