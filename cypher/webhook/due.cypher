// The webhooks that have something to be sent now, and no worker: events behind their cursor, or queued redeliveries.
// access: read
// scan: one node a partner's address, a few hundred
// param now: ZONED DATETIME
// column id: STRING
MATCH (head:OutboxHead {name: 'all'})
MATCH (webhook:WebhookEndpoint)
WHERE webhook.state = 'ACTIVE' AND coalesce(webhook.leased_until <= $now, true)
  AND (webhook.cursor < head.last AND coalesce(webhook.next_at <= $now, true)
    OR EXISTS {
      MATCH (delivery:WebhookDelivery)
      WHERE delivery.webhook_id = webhook.id AND delivery.queued_at <= $now
      MATCH (:OutboxEvent {seq: delivery.seq})
    })
RETURN webhook.id AS id
