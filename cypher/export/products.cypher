// What a user sells of their own, with its prices, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (product:Product)
WHERE product.author_id = $user_id AND product.id > $after
WITH product ORDER BY product.author_id, product.id LIMIT $limit
RETURN product.id AS key, product {.*, prices: COLLECT {
  MATCH (product)-[:PRICED]->(price:Price)
  RETURN price {.*} ORDER BY price.id
}} AS row
ORDER BY key
