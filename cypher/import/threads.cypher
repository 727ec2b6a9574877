// Which thread each post belongs to: the question of an answer, else the post itself; and who began it.
// access: read
// param external_ids: LIST OF STRING
// column external_id: STRING
// column id: STRING
// column root_id: STRING
// column root_author_id: STRING
UNWIND $external_ids AS external_id
MATCH (post:Content {external_id: external_id})
OPTIONAL MATCH (post)-[:ANSWERS]->(question:Question)
WITH post, coalesce(question, post) AS root
OPTIONAL MATCH (author:User)-[:AUTHORED]->(root)
RETURN post.external_id AS external_id, post.id AS id, root.id AS root_id, author.id AS root_author_id
