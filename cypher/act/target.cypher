// A content as somebody is about to act on it; no row when they can't find it.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
// column kind: STRING
// column author_id: STRING
MATCH (content:Content {id: $content_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, content.kind AS kind, head([(content)<-[:AUTHORED]-(user:User) | user.id]) AS author_id
