// Delete a webhook and the log of its deliveries.
// access: write
// param id: STRING
// param owner: STRING
// column id: STRING
MATCH (webhook:WebhookEndpoint {id: $id})
WHERE $owner IS NULL OR webhook.owner = $owner
CALL (webhook) {
  MATCH (delivery:WebhookDelivery {webhook_id: $id}) WHERE delivery.seq > 0
  DELETE delivery
}
DELETE webhook
RETURN $id AS id
