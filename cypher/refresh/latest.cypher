// The newest act before a moment. Decays count from it and not from the clock, so that a quiet community keeps its order.
// access: read
// param as_of: ZONED DATETIME
// column latest: ZONED DATETIME
MATCH (event:Event)
WHERE event.occurred_at < $as_of
RETURN event.occurred_at AS latest
ORDER BY latest DESC
LIMIT 1
