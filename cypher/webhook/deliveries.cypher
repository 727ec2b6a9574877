// What came of the deliveries to a webhook, the latest event first.
// access: read
// param webhook_id: STRING
// param before_seq: INTEGER
// param limit: INTEGER
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
MATCH (delivery:WebhookDelivery {webhook_id: $webhook_id})
WHERE delivery.seq < $before_seq
RETURN delivery.webhook_id AS webhook_id, delivery.seq AS seq, delivery.event_id AS event_id, delivery.type AS type,
       delivery.status AS status, delivery.attempts AS attempts, delivery.response_code AS response_code,
       delivery.problem AS problem, delivery.duration_ms AS duration_ms, delivery.attempted_at AS attempted_at,
       delivery.next_attempt_at AS next_attempt_at
ORDER BY seq DESC
LIMIT $limit
