// One webhook, if it is there and the owner's. Touching it locks it until the commit.
// access: write
// param id: STRING
// param owner: STRING
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
RETURN webhook.id AS id, webhook.url AS url, webhook.description AS description, webhook.event_types AS event_types,
       webhook.state AS state, webhook.reason AS reason, webhook.cursor AS cursor, webhook.failures AS failures,
       webhook.next_at AS next_at, webhook.created_at AS created_at
