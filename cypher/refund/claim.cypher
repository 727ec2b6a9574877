// Make a refund of an order that is locked, or find the one of that key; `fresh` says that it is to be filled.
// access: write
// param id: STRING
// param key: STRING
// column id: STRING
// column fresh: BOOLEAN
// column order_id: STRING
// column asked: STRING
MERGE (refund:Refund {key: $key})
ON CREATE SET refund.id = $id
RETURN refund.id AS id, refund.created_at IS NULL AS fresh, refund.order_id AS order_id, refund.asked AS asked
