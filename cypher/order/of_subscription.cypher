// The orders of a subscription, the latest first.
// access: read
// param subscription_id: STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (bought:Order)
USING INDEX SEEK bought:Order(subscription_id, id)
WHERE bought.subscription_id = $subscription_id AND bought.id < $before_id
RETURN bought.id AS id
ORDER BY bought.subscription_id DESC, bought.id DESC
LIMIT $limit
