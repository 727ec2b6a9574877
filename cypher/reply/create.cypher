// Write an answer or a comment below what it is a reply to, and count it there; no row without the author. A transaction that is run
// again finds its own there and counts nothing.
// access: write
// param id: STRING
// param above_id: STRING
// param labels: LIST OF STRING
// param kind: STRING
// param slug: STRING
// param title: STRING
// param body: STRING
// param visibility: STRING
// param at: ZONED DATETIME
// param author_id: STRING
// param properties: MAP
// column id: STRING
MATCH (user:User {id: $author_id})
MATCH (above:Content {id: $above_id})
MERGE (content:Content {id: $id})
ON CREATE SET content += $properties, content.version = 1, content:$($labels), content.kind = $kind, content.slug = $slug, content.title = $title,
  content.body = $body, content.visibility = $visibility, content.published_at = $at
WITH user, above, content, EXISTS { (content)<-[:AUTHORED]-() } AS known
FOREACH (_ IN CASE WHEN known THEN [] ELSE [1] END |
  CREATE (user)-[:AUTHORED {user_id: user.id, at: $at}]->(content))
FOREACH (_ IN CASE WHEN known OR $kind <> 'COMMENT' THEN [] ELSE [1] END |
  CREATE (content)-[:REPLIES_TO {above_id: above.id, published_at: $at}]->(above)
  SET above.comment_count = coalesce(above.comment_count, 0) + 1)
FOREACH (_ IN CASE WHEN known OR $kind <> 'ANSWER' THEN [] ELSE [1] END |
  CREATE (content)-[:ANSWERS]->(above)
  SET above.answer_count = coalesce(above.answer_count, 0) + 1)
RETURN content.id AS id
