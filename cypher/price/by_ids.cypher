// Prices by id. In no particular order.
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
MATCH (price:Price {id: id})
RETURN price.id AS id, price.product_id AS product_id, price.amount_minor AS amount_minor,
       price.currency AS currency, price.interval AS interval, price.created_at AS created_at,
       price.archived_at AS archived_at
