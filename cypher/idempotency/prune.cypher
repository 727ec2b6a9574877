// Forget the oldest calls made before that, and say how many.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
CALL () {
  MATCH (record:IdempotencyRecord)
  WHERE record.created_at < $before
  WITH record LIMIT $limit
  DELETE record
  RETURN count(*) AS pruned
}
RETURN pruned
