// The versions a user made of contents, in the order of the contents, read from an index; of others' contents without the text, which
// isn't theirs.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (revision:Revision)
WHERE revision.editor_id = $user_id AND revision.content_id >= split($after, '|')[0] AND revision.number IS NOT NULL
  AND (revision.content_id > split($after, '|')[0] OR revision.number > toInteger(split($after, '|')[1]))
WITH revision ORDER BY revision.editor_id, revision.content_id, revision.number LIMIT $limit
OPTIONAL MATCH (content:Content {id: revision.content_id})
WITH revision, head([(content)<-[:AUTHORED]-(author:User) | author.id]) = $user_id AS own
RETURN revision.content_id + '|' + revision.number AS key, CASE WHEN own THEN revision {.*}
  ELSE revision {.content_id, .number, .editor_id, .at, .note, .title, .tags, .area} END AS row
ORDER BY revision.editor_id, revision.content_id, revision.number
