// Events from which something is still to follow, the first first.
// access: read
// param before: ZONED DATETIME
// param limit: INTEGER
// column told: STRING
MATCH (event:PaymentEvent)
USING INDEX SEEK event:PaymentEvent(state, received_at)
WHERE event.state = 'RECEIVED' AND event.received_at <= $before
RETURN event.told AS told
ORDER BY event.received_at, event.at
LIMIT $limit
