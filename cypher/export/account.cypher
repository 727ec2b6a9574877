// What a user is known by.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})
WHERE user.id > $after
RETURN user.id AS key, user {.*} AS row
LIMIT $limit
