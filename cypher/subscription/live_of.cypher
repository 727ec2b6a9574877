// The id of a member's live subscription.
// access: read
// param user_id: STRING
// column id: STRING
MATCH (sub:Subscription {live_key: $user_id})
RETURN sub.id AS id
