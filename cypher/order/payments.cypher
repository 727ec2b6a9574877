// The payments of orders, by the ids of these; of each the first first.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column order_id: STRING
// column processor: STRING
// column reference: STRING
// column state: STRING
// column reason: STRING
// column problem: STRING
// column amount_minor: INTEGER
// column currency: STRING
// column fee_minor: INTEGER
// column at: ZONED DATETIME
UNWIND $ids AS id
MATCH (payment:Payment)
WHERE payment.order_id = id AND payment.id > ''
RETURN payment.id AS id, payment.order_id AS order_id, payment.processor AS processor, payment.reference AS reference,
       payment.state AS state, payment.reason AS reason, payment.problem AS problem,
       payment.amount_minor AS amount_minor,
       payment.currency AS currency, payment.fee_minor AS fee_minor, payment.at AS at
ORDER BY payment.order_id, payment.id
