// The events behind a place, in order.
// access: read
// param after: INTEGER
// param limit: INTEGER
// column seq: INTEGER
// column id: STRING
// column type: STRING
// column occurred_at: ZONED DATETIME
// column payload: STRING
MATCH (event:OutboxEvent)
WHERE event.seq > $after
RETURN event.seq AS seq, event.id AS id, event.type AS type, event.occurred_at AS occurred_at, event.payload AS payload
ORDER BY event.seq
LIMIT $limit
