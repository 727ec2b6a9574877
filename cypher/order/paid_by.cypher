// The payment that a processor knows by a reference, if it was told of.
// access: read
// param processor: STRING
// param reference: STRING
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
MATCH (payment:Payment {processor: $processor, reference: $reference})
RETURN payment.id AS id, payment.order_id AS order_id, payment.processor AS processor, payment.reference AS reference,
       payment.state AS state, payment.reason AS reason, payment.problem AS problem,
       payment.amount_minor AS amount_minor,
       payment.currency AS currency, payment.fee_minor AS fee_minor, payment.at AS at
