// Webhooks and API keys that a user made, without what is secret of them.
// access: read
// scan: there are few
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (made:WebhookEndpoint|ApiKey)
WHERE 'user:' + $user_id IN [made.owner, made.created_by] AND made.id > $after
RETURN made.id AS key, {id: made.id, name: coalesce(made.name, made.url), made_at: made.created_at} AS row
ORDER BY key
LIMIT $limit
