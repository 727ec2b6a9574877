// Delete a webhook and the log of its deliveries.
// access: write
// param id: STRING
// column id: STRING
MATCH (webhook:WebhookEndpoint {id: $id})
CALL (webhook) {
  MATCH (delivery:WebhookDelivery {webhook_id: $id}) WHERE delivery.seq > 0
  DELETE delivery
}
DELETE webhook
RETURN $id AS id
