// Make the calls that a member made under idempotency keys the survivor's, so that one that is sent again still changes nothing; of two
// under one key the survivor's holds. How much was asked is forgotten.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (bucket:RateBucket {key: 'user:' + $from_id})
  DELETE bucket
}
CALL () {
  MATCH (record:IdempotencyRecord)
  WHERE record.principal = 'user:' + $from_id AND record.operation > '' AND record.key > ''
  WITH record LIMIT $limit
  OPTIONAL MATCH (own:IdempotencyRecord {principal: 'user:' + $into_id, operation: record.operation, key: record.key})
  FOREACH (_ IN CASE WHEN own IS NULL THEN [1] ELSE [] END | SET record.principal = 'user:' + $into_id)
  FOREACH (_ IN CASE WHEN own IS NULL THEN [] ELSE [1] END | DELETE record)
  RETURN count(record) AS calls
}
RETURN {calls: calls} AS counts
