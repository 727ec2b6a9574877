// Make a webhook that begins behind the events there are. Written again after a lost answer, it is the same one.
// access: write
// param id: STRING
// param url: STRING
// param description: STRING
// param event_types: LIST OF STRING
// param secret: STRING
// param at: ZONED DATETIME
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
OPTIONAL MATCH (head:OutboxHead {name: 'all'})
MERGE (webhook:WebhookEndpoint {id: $id})
ON CREATE SET webhook.url = $url, webhook.description = $description, webhook.event_types = $event_types,
  webhook.secret = $secret, webhook.state = 'ACTIVE', webhook.cursor = coalesce(head.last, 0), webhook.failures = 0,
  webhook.created_at = $at, webhook.owner = $owner
RETURN webhook.id AS id, webhook.url AS url, webhook.description AS description, webhook.event_types AS event_types,
       webhook.state AS state, webhook.reason AS reason, webhook.cursor AS cursor, webhook.failures AS failures,
       webhook.next_at AS next_at, webhook.created_at AS created_at
