// All a user did to each content, read from the index on the key of the pair.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH ()-[done:INTERACTED]->(content:Content)
WHERE done.key > $user_id + '|' + $after AND done.key < $user_id + '|~'
RETURN content.id AS key, done {.*, content_id: content.id, content_title: content.title} AS row
ORDER BY done.key
LIMIT $limit
