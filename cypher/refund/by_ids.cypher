// Refunds by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column key: STRING
// column order_id: STRING
// column lines: LIST OF INTEGER
// column amounts: LIST OF INTEGER
// column amount_minor: INTEGER
// column tax_minor: INTEGER
// column currency: STRING
// column state: STRING
// column reason: STRING
// column problem: STRING
// column by: STRING
// column processor: STRING
// column payment_reference: STRING
// column processor_reference: STRING
// column created_at: ZONED DATETIME
// column done_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (refund:Refund {id: id})
RETURN refund.id AS id, refund.key AS key, refund.order_id AS order_id, refund.lines AS lines, refund.amounts AS amounts,
       refund.amount_minor AS amount_minor, refund.tax_minor AS tax_minor, refund.currency AS currency,
       refund.state AS state, refund.reason AS reason, refund.problem AS problem, refund.by AS by,
       refund.processor AS processor, refund.payment_reference AS payment_reference,
       refund.processor_reference AS processor_reference, refund.created_at AS created_at, refund.done_at AS done_at
