// The product by which an author sells a content, with the benefit that it is, made if they are not there. Lock the content first.
// access: write
// param id: STRING
// param benefit_id: STRING
// param content_id: STRING
// param kind: STRING
// param name: STRING
// param author_id: STRING
// param share: INTEGER
// param at: ZONED DATETIME
// column id: STRING
// column kind: STRING
// column name: STRING
// column description: STRING
// column author_id: STRING
// column author_share_percent: INTEGER
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
MATCH (content:Content {id: $content_id})
SET content:Content
WITH content
MERGE (benefit:Benefit {slug: $content_id})
ON CREATE SET benefit.id = $benefit_id, benefit.name = $name, benefit.kind = 'CONTENT', benefit.created_at = $at
MERGE (benefit)-[:UNLOCKS]->(content)
MERGE (product:Product {content_id: $content_id})
ON CREATE SET product.id = $id, product.kind = $kind, product.name = $name, product.author_id = $author_id,
  product.author_share_percent = $share, product.created_at = $at
MERGE (product)-[:INCLUDES]->(benefit)
WITH product
RETURN product.id AS id, product.kind AS kind, product.name AS name, product.description AS description,
       product.author_id AS author_id, product.author_share_percent AS author_share_percent,
       product.created_at AS created_at, product.archived_at AS archived_at
