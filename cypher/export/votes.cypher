// What a user voted, read from the index on the key of the pair.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH ()-[vote:VOTED]->(content:Content)
WHERE vote.key > $user_id + '|' + $after AND vote.key < $user_id + '|~'
RETURN content.id AS key, {content_id: content.id, content_title: content.title, value: vote.value, at: vote.at} AS row
ORDER BY vote.key
LIMIT $limit
