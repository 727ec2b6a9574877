// Forget the calls that a person made under idempotency keys: their answers may hold anything; and how much they asked.
// access: write
// param principal: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (bucket:RateBucket {key: $principal})
  DELETE bucket
  RETURN count(bucket) AS buckets
}
CALL () {
  MATCH (record:IdempotencyRecord)
  WHERE record.principal = $principal AND record.operation > '' AND record.key > ''
  WITH record LIMIT $limit
  DELETE record
  RETURN count(record) AS calls
}
RETURN {calls: calls, rate_buckets: buckets} AS counts
