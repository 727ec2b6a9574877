// A service as it is sold now, and its price in a currency; no row for what isn't sold any more.
// access: read
// param product_id: STRING
// param currency: STRING
// column product_id: STRING
// column author_id: STRING
// column price_id: STRING
MATCH (product:Product {id: $product_id})
WHERE product.kind = 'SERVICE' AND product.archived_at IS NULL
OPTIONAL MATCH (product)-[:PRICED]->(price:Price {currency: $currency})
WHERE price.archived_at IS NULL
RETURN product.id AS product_id, product.author_id AS author_id, min(price.id) AS price_id
