// Archive all prices at which an author sells a content: it is to be had alone no more.
// access: write
// param content_id: STRING
// param at: ZONED DATETIME
// column id: STRING
// column product_id: STRING
// column amount_minor: INTEGER
// column currency: STRING
// column interval: STRING
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
MATCH (product:Product {content_id: $content_id})
SET product:Product
WITH product
MATCH (product)-[:PRICED]->(price:Price)
WHERE price.archived_at IS NULL
SET price.archived_at = $at
WITH price
RETURN price.id AS id, price.product_id AS product_id, price.amount_minor AS amount_minor,
       price.currency AS currency, price.interval AS interval, price.created_at AS created_at,
       price.archived_at AS archived_at
