// One dispute.
// access: read
// param key: STRING
// column key: STRING
// column processor: STRING
// column reference: STRING
// column payment_reference: STRING
// column order_id: STRING
// column state: STRING
// column reason: STRING
// column lines: LIST OF INTEGER
// column amounts: LIST OF INTEGER
// column amount_minor: INTEGER
// column fee_minor: INTEGER
// column currency: STRING
// column opened_at: ZONED DATETIME
// column closed_at: ZONED DATETIME
MATCH (dispute:Dispute {key: $key})
RETURN dispute.key AS key, dispute.processor AS processor, dispute.reference AS reference,
       dispute.payment_reference AS payment_reference, dispute.order_id AS order_id, dispute.state AS state,
       dispute.reason AS reason, dispute.lines AS lines, dispute.amounts AS amounts,
       dispute.amount_minor AS amount_minor, dispute.fee_minor AS fee_minor, dispute.currency AS currency,
       dispute.opened_at AS opened_at, dispute.closed_at AS closed_at
