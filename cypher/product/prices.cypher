// The prices at which products are to be had now: once, by the month and by the year, by currency.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column product_id: STRING
// column amount_minor: INTEGER
// column currency: STRING
// column interval: STRING
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (product:Product {id: id})-[:PRICED]->(price:Price)
WHERE price.archived_at IS NULL
RETURN price.id AS id, price.product_id AS product_id, price.amount_minor AS amount_minor,
       price.currency AS currency, price.interval AS interval, price.created_at AS created_at,
       price.archived_at AS archived_at
ORDER BY product_id, CASE interval WHEN 'ONCE' THEN 0 WHEN 'MONTH' THEN 1 ELSE 2 END, currency, amount_minor, id
