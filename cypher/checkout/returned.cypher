// Note that the money of a payment which settled nothing went back, or why it doesn't.
// access: write
// param processor: STRING
// param reference: STRING
// param problem: STRING
MATCH (payment:Payment {processor: $processor, reference: $reference})
SET payment:Payment
WITH payment
WHERE payment.state = 'FAILED'
SET payment.problem = $problem, payment.state = CASE WHEN $problem IS NULL THEN 'RETURNED' ELSE 'FAILED' END
