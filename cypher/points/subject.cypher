// A content as far as points go by it: who made it, where it stands, and whether it earns at all. What stands below another
// belongs to the area and the tags of that one; it is found within three steps.
// access: read
// param content_id: STRING
// param actor_id: STRING
// column kind: STRING
// column author_id: STRING
// column area_id: STRING
// column tag_ids: LIST OF STRING
// column earns: BOOLEAN
// column time_zone: STRING
MATCH (content:Content {id: $content_id})
OPTIONAL MATCH (author:User)-[:AUTHORED]->(content)
OPTIONAL MATCH (actor:User {id: $actor_id})
OPTIONAL MATCH (book:PointBook {name: 'all'})
CALL (content) {
  MATCH (content)-[:ANSWERS|REPLIES_TO*0..3]->(root:Content)
  WHERE NOT (root)-[:ANSWERS|REPLIES_TO]->()
  RETURN root LIMIT 1
  UNION
  WITH content
  RETURN content AS root
}
WITH content, author, actor, book, collect(DISTINCT root)[0] AS root
RETURN content.kind AS kind, author.id AS author_id,
       head([(root)-[:IN_AREA]->(area:Area) | area.id]) AS area_id,
       COLLECT { MATCH (root)-[:TAGGED]->(tag:Tag) RETURN tag.id ORDER BY tag.id } AS tag_ids,
       NOT content.visibility IN ['WITHDRAWN', 'HIDDEN', 'REMOVED'] AND author.points_barred IS NULL
         AND actor.points_barred IS NULL AS earns,
       coalesce(book.time_zone, 'UTC') AS time_zone
