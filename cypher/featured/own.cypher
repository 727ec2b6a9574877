// The content of that id, if that member wrote it and everybody may find it; no row otherwise.
// access: read
// param content_id: STRING
// param user_id: STRING
// param now: ZONED DATETIME
// column id: STRING
MATCH (content:Content {id: $content_id})
WHERE content:Standalone AND content.visibility = 'PUBLIC' AND content.published_at <= $now
  AND EXISTS { (content)<-[:AUTHORED]-(:User {id: $user_id}) }
RETURN content.id AS id
