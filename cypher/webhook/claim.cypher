// Take a webhook for one worker. Touching it first locks it, so that of several workers one gets it. It hears of members
// if an operator made it, or a key that holds and may read members.
// access: write
// param id: STRING
// param worker: STRING
// param now: ZONED DATETIME
// param until: ZONED DATETIME
// column id: STRING
// column url: STRING
// column event_types: LIST OF STRING
// column secret: STRING
// column former_secret: STRING
// column former_until: ZONED DATETIME
// column cursor: INTEGER
// column failures: INTEGER
// column next_at: ZONED DATETIME
// column hears_of_members: BOOLEAN
MATCH (webhook:WebhookEndpoint {id: $id})
SET webhook.id = $id
WITH webhook
WHERE webhook.state = 'ACTIVE' AND coalesce(webhook.leased_until <= $now, true)
SET webhook.leased_by = $worker, webhook.leased_until = $until
WITH webhook
OPTIONAL MATCH (key:ApiKey {id: substring(webhook.owner, size('key:'))})
RETURN webhook.id AS id, webhook.url AS url, webhook.event_types AS event_types, webhook.secret AS secret,
       webhook.former_secret AS former_secret, webhook.former_until AS former_until, webhook.cursor AS cursor,
       webhook.failures AS failures, webhook.next_at AS next_at,
       coalesce(NOT webhook.owner STARTS WITH 'key:', false) OR coalesce('members:read' IN key.scopes
         AND key.revoked_at IS NULL AND coalesce(key.expires_at > $now, true), false) AS hears_of_members
