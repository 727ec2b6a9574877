// The entries of one ledger, the latest first.
// access: read
// param user_id: STRING
// param before: INTEGER
// param limit: INTEGER
// column entry: MAP
MATCH (entry:PointEntry)
WHERE entry.user_id = $user_id AND entry.number < $before
RETURN entry {.*} AS entry
ORDER BY entry.number DESC
LIMIT $limit
