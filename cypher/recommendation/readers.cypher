// Users to rank for, page by page: all of them in the order of their ids.
// access: read
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
// column external_id: STRING
MATCH (user:User)
WHERE user.id > $after_id
RETURN user.id AS id, user.external_id AS external_id
ORDER BY user.id
LIMIT $limit
