// Payouts by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column user_id: STRING
// column state: STRING
// column amount_minor: INTEGER
// column currency: STRING
// column processor: STRING
// column by: STRING
// column reference: STRING
// column reason: STRING
// column created_at: ZONED DATETIME
// column sent_at: ZONED DATETIME
// column returned_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (payout:Payout {id: id})
RETURN payout.id AS id, payout.user_id AS user_id, payout.state AS state, payout.amount_minor AS amount_minor,
       payout.currency AS currency, payout.processor AS processor, payout.by AS by, payout.reference AS reference,
       payout.reason AS reason, payout.created_at AS created_at, payout.sent_at AS sent_at,
       payout.returned_at AS returned_at
