// Let workers have points of shared buckets, or take back what they didn't spend. Each bucket is locked, read and set,
// so that all leases together never exceed what was in it; rows come sorted by key, so that nobody waits in a circle.
// access: write
// param rows: LIST OF MAP
// param now_ms: INTEGER
// column key: STRING
// column granted: FLOAT
// column left: FLOAT
UNWIND $rows AS row
MERGE (bucket:RateBucket {key: row.key})
ON CREATE SET bucket.points = row.capacity, bucket.at_ms = $now_ms
SET bucket.key = row.key
WITH bucket, row
CALL (bucket, row) {
  WITH CASE WHEN $now_ms > bucket.at_ms THEN $now_ms ELSE bucket.at_ms END AS at_ms
  WITH at_ms, bucket.points + (at_ms - bucket.at_ms) * row.per_ms AS filled
  WITH at_ms, CASE WHEN filled > row.capacity THEN row.capacity ELSE filled END AS held
  WITH at_ms, held, CASE WHEN held < row.need THEN 0.0 WHEN held < row.want THEN held ELSE row.want END AS granted
  WITH at_ms, granted, CASE WHEN held - granted > row.capacity THEN row.capacity ELSE held - granted END AS left
  SET bucket.points = left, bucket.at_ms = at_ms
  RETURN granted, left
}
RETURN row.key AS key, granted, left
