// Change what of a webhook is given. A change of state forgets failures, and takes the webhook from its worker.
// access: write
// param id: STRING
// param owner: STRING
// param url: STRING
// param event_types: LIST OF STRING
// param state: STRING
// param cursor: INTEGER
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
SET webhook.url = coalesce($url, webhook.url), webhook.event_types = coalesce($event_types, webhook.event_types),
    webhook.state = coalesce($state, webhook.state), webhook.cursor = coalesce($cursor, webhook.cursor),
    webhook.failures = 0
REMOVE webhook.reason, webhook.next_at, webhook.leased_by, webhook.leased_until
RETURN webhook.id AS id, webhook.url AS url, webhook.description AS description, webhook.event_types AS event_types,
       webhook.state AS state, webhook.reason AS reason, webhook.cursor AS cursor, webhook.failures AS failures,
       webhook.next_at AS next_at, webhook.created_at AS created_at
