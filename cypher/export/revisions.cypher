// The versions a user made of contents, in the order of the contents.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (revision:Revision)
WHERE revision.editor_id = $user_id
WITH revision, revision.content_id + '|' + right('000000' + revision.number, 6) AS key
WHERE key > $after
RETURN key, revision {.*} AS row
ORDER BY key
LIMIT $limit
