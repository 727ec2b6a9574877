// Note how a payment stands. Its order is locked.
// access: write
// param processor: STRING
// param reference: STRING
// param state: STRING
MATCH (payment:Payment {processor: $processor, reference: $reference})
SET payment.state = $state
