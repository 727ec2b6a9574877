// What a member has of subscriptions: the live one, and whether they had a tier on trial.
// access: read
// param user_id: STRING
// param tier_id: STRING
// column live_id: STRING
// column live_tier_id: STRING
// column tried: BOOLEAN
OPTIONAL MATCH (live:Subscription {live_key: $user_id})
RETURN live.id AS live_id, live.tier_id AS live_tier_id,
       EXISTS { MATCH (sub:Subscription) WHERE sub.user_id = $user_id AND sub.id > '' AND sub.trial_tier_id = $tier_id
       } AS tried
