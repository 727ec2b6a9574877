// How a user reacted to contents, read from the index on the key.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH ()-[reacted:REACTED]->(content:Content)
WHERE reacted.key > $user_id + '|' + $after AND reacted.key < $user_id + '|~'
RETURN content.id + '|' + reacted.kind AS key,
       {content_id: content.id, content_title: content.title, kind: reacted.kind, at: reacted.at} AS row
ORDER BY reacted.key
LIMIT $limit
