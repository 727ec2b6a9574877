// Payments that settled nothing, and whose money is to go back to who paid; the first first.
// access: read
// param processors: LIST OF STRING
// param before: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column processor: STRING
// column reference: STRING
// column amount_minor: INTEGER
// column currency: STRING
MATCH (payment:Payment)
USING INDEX SEEK payment:Payment(state, at)
WHERE payment.state = 'FAILED' AND payment.at <= $before AND payment.processor IN $processors
  AND payment.amount_minor > 0 AND payment.problem IS NULL
RETURN payment.id AS id, payment.processor AS processor, payment.reference AS reference,
       payment.amount_minor AS amount_minor, payment.currency AS currency
ORDER BY payment.at
LIMIT $limit
