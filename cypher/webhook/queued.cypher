// The events that a webhook is to get once more, those asked for first.
// access: read
// param id: STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column seq: INTEGER
// column id: STRING
// column type: STRING
// column occurred_at: ZONED DATETIME
// column payload: STRING
MATCH (delivery:WebhookDelivery)
WHERE delivery.webhook_id = $id AND delivery.queued_at <= $now
MATCH (event:OutboxEvent {seq: delivery.seq})
RETURN event.seq AS seq, event.id AS id, event.type AS type, event.occurred_at AS occurred_at, event.payload AS payload
ORDER BY delivery.queued_at, seq
LIMIT $limit
