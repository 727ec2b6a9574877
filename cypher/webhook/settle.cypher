// Note what came of an attempt, and move the cursor, as long as the webhook is still this worker's and where it was.
// access: write
// param id: STRING
// param worker: STRING
// param cursor: INTEGER
// param to: INTEGER
// param state: STRING
// param reason: STRING
// param failures: INTEGER
// param next_at: ZONED DATETIME
// param until: ZONED DATETIME
// param deliveries: LIST OF MAP
// column id: STRING
MATCH (webhook:WebhookEndpoint {id: $id})
SET webhook.id = $id
WITH webhook
WHERE webhook.leased_by = $worker AND webhook.cursor = $cursor AND webhook.state = 'ACTIVE'
SET webhook.cursor = $to, webhook.state = $state, webhook.reason = $reason, webhook.failures = $failures,
    webhook.next_at = $next_at, webhook.leased_until = $until
WITH webhook
CALL (webhook) {
  UNWIND $deliveries AS row
  MERGE (delivery:WebhookDelivery {webhook_id: $id, seq: row.seq})
  ON CREATE SET delivery.attempts = 0
  SET delivery.attempts = delivery.attempts + 1, delivery += row
}
RETURN webhook.id AS id
