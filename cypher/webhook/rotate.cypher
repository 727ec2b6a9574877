// Give a webhook a new secret; the one before signs as well until then.
// access: write
// param id: STRING
// param owner: STRING
// param secret: STRING
// param former_until: ZONED DATETIME
// column id: STRING
// column url: STRING
// column description: STRING
// column event_types: LIST OF STRING
// column state: STRING
// column reason: STRING
// column cursor: INTEGER
// column failures: INTEGER
// column next_at: ZONED DATETIME
// column created_at: ZONED DATETIME
MATCH (webhook:WebhookEndpoint {id: $id})
WHERE $owner IS NULL OR webhook.owner = $owner
SET webhook.id = $id
WITH webhook, webhook.secret AS former
FOREACH (_ IN CASE WHEN former = $secret THEN [] ELSE [1] END |
  SET webhook.former_secret = former, webhook.former_until = $former_until, webhook.secret = $secret)
RETURN webhook.id AS id, webhook.url AS url, webhook.description AS description, webhook.event_types AS event_types,
       webhook.state AS state, webhook.reason AS reason, webhook.cursor AS cursor, webhook.failures AS failures,
       webhook.next_at AS next_at, webhook.created_at AS created_at
