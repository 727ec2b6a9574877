// Whom a content mentions, by handle.
// access: read
// param content_id: STRING
// column id: STRING
// column external_id: STRING
// column handle: STRING
// column display_name: STRING
// column joined_at: ZONED DATETIME
MATCH (:Content {id: $content_id})-[:MENTIONS]->(user:User)
RETURN user.id AS id, user.external_id AS external_id, user.handle AS handle, user.display_name AS display_name,
       user.joined_at AS joined_at
ORDER BY handle
