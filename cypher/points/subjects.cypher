// Contents as far as points go by them: who made each, and where it stands. What stands below another belongs to the area
// and the tags of that one; it is found within three steps.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column kind: STRING
// column author_id: STRING
// column area_id: STRING
// column tag_ids: LIST OF STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
OPTIONAL MATCH (author:User)-[:AUTHORED]->(content)
CALL (content) {
  OPTIONAL MATCH (content)-[:ANSWERS|REPLIES_TO*0..3]->(top:Content)
  WHERE NOT (top)-[:ANSWERS|REPLIES_TO]->()
  RETURN coalesce(top, content) AS root
  LIMIT 1
}
RETURN content.id AS content_id, content.kind AS kind, author.id AS author_id,
       head([(root)-[:IN_AREA]->(area:Area) | area.id]) AS area_id,
       COLLECT { MATCH (root)-[:TAGGED]->(tag:Tag) RETURN tag.id ORDER BY tag.id } AS tag_ids
