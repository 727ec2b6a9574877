// The versions a user made of contents, in the order of the contents; of others' contents without the text, which isn't theirs.
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
RETURN key, CASE WHEN EXISTS { (:User {id: $user_id})-[:AUTHORED]->(:Content {id: revision.content_id}) } THEN revision {.*}
  ELSE revision {.content_id, .number, .editor_id, .at, .note, .title, .tags, .area} END AS row
ORDER BY key
LIMIT $limit
