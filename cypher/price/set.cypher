// Give a product a price, in the place of the one of the same currency and interval; no row where that is the same.
// access: write
// param id: STRING
// param product_id: STRING
// param amount_minor: INTEGER
// param currency: STRING
// param interval: STRING
// param at: ZONED DATETIME
// column id: STRING
// column product_id: STRING
// column amount_minor: INTEGER
// column currency: STRING
// column interval: STRING
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
MATCH (product:Product {id: $product_id})
SET product:Product
WITH product
CALL (product) {
  MATCH (product)-[:PRICED]->(former:Price)
  WHERE former.archived_at IS NULL AND former.currency = $currency AND former.interval = $interval
  RETURN collect(former) AS formers
}
WITH product, formers
WHERE NOT any(former IN formers WHERE former.amount_minor = $amount_minor)
FOREACH (former IN formers | SET former.archived_at = $at)
CREATE (product)-[:PRICED]->(price:Price {id: $id, product_id: $product_id, amount_minor: $amount_minor,
  currency: $currency, interval: $interval, created_at: $at})
WITH price
RETURN price.id AS id, price.product_id AS product_id, price.amount_minor AS amount_minor,
       price.currency AS currency, price.interval AS interval, price.created_at AS created_at,
       price.archived_at AS archived_at
