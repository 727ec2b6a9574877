// Idempotency: one record a call, found again by its age when it may go.
CREATE CONSTRAINT idempotency_record_key IF NOT EXISTS
FOR (n:IdempotencyRecord) REQUIRE (n.principal, n.operation, n.key) IS UNIQUE;
CREATE INDEX idempotency_record_created_at IF NOT EXISTS FOR (n:IdempotencyRecord) ON (n.created_at);
