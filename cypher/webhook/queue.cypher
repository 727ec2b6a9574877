// Have an event that was dealt with sent again by the next worker of a webhook; no row unless it is there to be sent.
// access: write
// param id: STRING
// param event_id: STRING
// param at: ZONED DATETIME
// column webhook_id: STRING
// column seq: INTEGER
// column event_id: STRING
// column type: STRING
// column status: STRING
// column attempts: INTEGER
// column response_code: INTEGER
// column problem: STRING
// column duration_ms: FLOAT
// column attempted_at: ZONED DATETIME
// column next_attempt_at: ZONED DATETIME
MATCH (webhook:WebhookEndpoint {id: $id})
MATCH (event:OutboxEvent {id: $event_id})
MATCH (delivery:WebhookDelivery {webhook_id: $id, seq: event.seq})
WHERE event.seq <= webhook.cursor
SET delivery.queued_at = $at
RETURN delivery.webhook_id AS webhook_id, delivery.seq AS seq, delivery.event_id AS event_id, delivery.type AS type,
       delivery.status AS status, delivery.attempts AS attempts, delivery.response_code AS response_code,
       delivery.problem AS problem, delivery.duration_ms AS duration_ms, delivery.attempted_at AS attempted_at,
       delivery.next_attempt_at AS next_attempt_at
