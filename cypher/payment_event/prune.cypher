// Forget events that were dealt with and were told before that moment.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
MATCH (event:PaymentEvent)
USING INDEX SEEK event:PaymentEvent(state, received_at)
WHERE event.state IN ['APPLIED', 'IGNORED'] AND event.received_at < $before
WITH event LIMIT $limit
DELETE event
RETURN count(*) AS pruned
