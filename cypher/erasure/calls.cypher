// Forget the calls that a person made under idempotency keys: their answers may hold anything.
// access: write
// param principal: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (record:IdempotencyRecord)
WHERE record.principal = $principal AND record.operation > '' AND record.key > ''
WITH record LIMIT $limit
DELETE record
RETURN {calls: count(record)} AS counts
