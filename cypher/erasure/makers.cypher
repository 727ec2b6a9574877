// Let what a person made for the community, webhooks and API keys, say that the erased made it.
// access: write
// scan: there are few
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (made:WebhookEndpoint|ApiKey)
WHERE made.owner CONTAINS $user_id OR made.created_by CONTAINS $user_id
WITH made LIMIT $limit
SET made.owner = replace(made.owner, $user_id, $erasure_id),
    made.created_by = replace(made.created_by, $user_id, $erasure_id)
RETURN {made_by_pseudonymised: count(made)} AS counts
