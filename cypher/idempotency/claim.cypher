// Take a call's key for this transaction; wait while another holds it. Without an answer the call is this one's to do,
// for no record is ever committed without one.
// access: write
// param principal: STRING
// param operation: STRING
// param key: STRING
// param fingerprint: STRING
// param now: ZONED DATETIME
// column fingerprint: STRING
// column answer: STRING
MERGE (record:IdempotencyRecord {principal: $principal, operation: $operation, key: $key})
ON CREATE SET record.fingerprint = $fingerprint, record.created_at = $now
RETURN record.fingerprint AS fingerprint, record.answer AS answer
