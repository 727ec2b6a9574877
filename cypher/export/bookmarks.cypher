// What a user keeps, with their notes, read from the index on the key of the pair.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH ()-[kept:BOOKMARKED]->(content:Content)
WHERE kept.key > $user_id + '|' + $after AND kept.key < $user_id + '|~'
RETURN content.id AS key, {content_id: content.id, content_title: content.title, note: kept.note, at: kept.at} AS row
ORDER BY kept.key
LIMIT $limit
