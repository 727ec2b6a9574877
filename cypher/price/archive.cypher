// Archive a price; no row when it is already.
// access: write
// param id: STRING
// param at: ZONED DATETIME
// column id: STRING
// column product_id: STRING
// column amount_minor: INTEGER
// column currency: STRING
// column interval: STRING
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
MATCH (price:Price {id: $id})
SET price:Price
WITH price
WHERE price.archived_at IS NULL
SET price.archived_at = $at
WITH price
RETURN price.id AS id, price.product_id AS product_id, price.amount_minor AS amount_minor,
       price.currency AS currency, price.interval AS interval, price.created_at AS created_at,
       price.archived_at AS archived_at
