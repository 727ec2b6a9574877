// Delete buckets that nobody took from since that moment: they are full, and a new one is too.
// access: write
// param before_ms: INTEGER
// param limit: INTEGER
// column pruned: INTEGER
CALL () {
  MATCH (bucket:RateBucket)
  WHERE bucket.at_ms < $before_ms
  WITH bucket LIMIT $limit
  DELETE bucket
  RETURN count(*) AS pruned
}
RETURN pruned
