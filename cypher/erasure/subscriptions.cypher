// Let a person's subscriptions, which have ended by then, say that the erased had them, and nothing they could be charged by.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (sub:Subscription)
WHERE sub.user_id = $user_id AND sub.id > ''
WITH sub LIMIT $limit
SET sub.user_id = $erasure_id, sub.processor_reference = NULL, sub.live_key = NULL
RETURN {subscriptions_pseudonymised: count(sub)} AS counts
