// A user's subscriptions, in the order of ids. What a processor knows their card by is its own.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (sub:Subscription)
WHERE sub.user_id = $user_id AND sub.id > $after
WITH sub ORDER BY sub.user_id, sub.id LIMIT $limit
OPTIONAL MATCH (tier:Tier {id: sub.tier_id})
RETURN sub.id AS key, sub {.*, live_key: null, processor_reference: null, tier: tier.slug} AS row
ORDER BY key
