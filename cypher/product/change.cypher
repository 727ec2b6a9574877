// Set what is given of a product.
// access: write
// param id: STRING
// param properties: MAP
// column id: STRING
// column kind: STRING
// column name: STRING
// column description: STRING
// column author_id: STRING
// column author_share_percent: INTEGER
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
MATCH (product:Product {id: $id})
SET product += $properties
WITH product
RETURN product.id AS id, product.kind AS kind, product.name AS name, product.description AS description,
       product.author_id AS author_id, product.author_share_percent AS author_share_percent,
       product.created_at AS created_at, product.archived_at AS archived_at
