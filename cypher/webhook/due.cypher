// The webhooks that have events to be sent now, and no worker.
// access: read
// scan: one node a partner's address, a few hundred
// param now: ZONED DATETIME
// column id: STRING
MATCH (head:OutboxHead {name: 'all'})
MATCH (webhook:WebhookEndpoint)
WHERE webhook.state = 'ACTIVE' AND webhook.cursor < head.last
  AND coalesce(webhook.next_at <= $now, true) AND coalesce(webhook.leased_until <= $now, true)
RETURN webhook.id AS id
