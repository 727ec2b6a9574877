// The first event, in the order of commits, that occurred at a moment or later.
// access: read
// param since: ZONED DATETIME
// column seq: INTEGER
MATCH (event:OutboxEvent)
WHERE event.occurred_at >= $since
RETURN event.seq AS seq
ORDER BY event.seq
LIMIT 1
