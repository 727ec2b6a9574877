// What a user has used of contents, in the order of the contents' ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (used:Consumption)
WHERE used.user_id = $user_id AND used.content_id > $after
RETURN used.content_id AS key, used {.*, key: null} AS row
ORDER BY used.user_id, used.content_id
LIMIT $limit
