// What can be recommended, page by page in the order of ids: no text of it, only what it is ranked by.
// access: read
// audience: viewer
// param after_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column kind: STRING
// column published_at: ZONED DATETIME
// column author_id: STRING
// column tags: LIST OF STRING
MATCH (content:Content)
WHERE content.id > $after_id
  AND content:Standalone AND content.visibility IN $audience AND content.published_at <= $now
WITH content ORDER BY content.id LIMIT $limit
RETURN content.id AS id, content.kind AS kind, content.published_at AS published_at,
       head([(content)<-[:AUTHORED]-(author:User) | author.id]) AS author_id,
       [(content)-[:TAGGED]->(tag:Tag) | tag.slug] AS tags
ORDER BY content.id
