// A content as a reader who didn't write it is about to change it; no row when they can't find it, or wrote it.
// access: read
// audience: viewer
// param id: STRING
// param user_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
// column kind: STRING
// column visibility: STRING
// column version: INTEGER
// column title: STRING
// column source: STRING
// column format: STRING
// column tags: LIST OF STRING
// column area: STRING
// column author_id: STRING
MATCH (content:Content {id: $id})
WHERE content.visibility IN $audience AND content.published_at <= $now
  AND NOT EXISTS { (content)<-[:AUTHORED]-(:User {id: $user_id}) }
RETURN content.id AS id, content.kind AS kind, content.visibility AS visibility,
       coalesce(content.version, 1) AS version, coalesce(content.title, '') AS title,
       coalesce(content.source, content.body, '') AS source, coalesce(content.format, 'HTML') AS format,
       COLLECT { MATCH (content)-[:TAGGED]->(tag:Tag) RETURN tag.slug ORDER BY tag.slug } AS tags,
       head([(content)-[:IN_AREA]->(area:Area) | area.slug]) AS area,
       head([(content)<-[:AUTHORED]-(user:User) | user.id]) AS author_id
