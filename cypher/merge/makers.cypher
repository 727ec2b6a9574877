// Let webhooks and API keys that a member made be the survivor's.
// access: write
// scan: there are few
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (made:WebhookEndpoint|ApiKey)
WHERE made.owner CONTAINS $from_id OR made.created_by CONTAINS $from_id
WITH made LIMIT $limit
SET made.owner = replace(made.owner, $from_id, $into_id),
    made.created_by = replace(made.created_by, $from_id, $into_id)
RETURN {made: count(made)} AS counts
