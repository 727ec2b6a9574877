// The outbox and the webhooks that follow it.
CREATE CONSTRAINT outbox_head_name IF NOT EXISTS FOR (n:OutboxHead) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT outbox_event_seq IF NOT EXISTS FOR (n:OutboxEvent) REQUIRE n.seq IS UNIQUE;
CREATE CONSTRAINT outbox_event_id IF NOT EXISTS FOR (n:OutboxEvent) REQUIRE n.id IS UNIQUE;
CREATE INDEX outbox_event_occurred_at IF NOT EXISTS FOR (n:OutboxEvent) ON (n.occurred_at);
CREATE CONSTRAINT webhook_endpoint_id IF NOT EXISTS FOR (n:WebhookEndpoint) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT webhook_delivery_key IF NOT EXISTS FOR (n:WebhookDelivery) REQUIRE (n.webhook_id, n.seq) IS UNIQUE;
CREATE INDEX webhook_delivery_redelivery IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.webhook_id, n.queued_at);
CREATE INDEX webhook_delivery_attempted_at IF NOT EXISTS FOR (n:WebhookDelivery) ON (n.attempted_at);
