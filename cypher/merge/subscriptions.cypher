// Make the subscriptions of an account the survivor's, of which one lives at most.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (sub:Subscription)
WHERE sub.user_id = $from_id AND sub.id > ''
WITH sub LIMIT $limit
SET sub.user_id = $into_id,
  sub.live_key = CASE WHEN sub.live_key IS NULL THEN NULL ELSE $into_id END
RETURN {subscriptions: count(sub)} AS counts
