// Keep the answer of a call, in the transaction that claimed it.
// access: write
// param principal: STRING
// param operation: STRING
// param key: STRING
// param answer: STRING
MATCH (record:IdempotencyRecord {principal: $principal, operation: $operation, key: $key})
SET record.answer = $answer
