// The ids of a member's subscriptions, the newest first.
// access: read
// param user_id: STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (sub:Subscription)
USING INDEX sub:Subscription(user_id, id)
WHERE sub.user_id = $user_id AND sub.id < $before_id
RETURN sub.id AS id
ORDER BY sub.user_id DESC, sub.id DESC
LIMIT $limit
