// Lock a subscription, before what its steps depend on is read.
// access: write
// param id: STRING
// column user_id: STRING
MATCH (sub:Subscription {id: $id})
SET sub:Subscription
WITH sub
RETURN sub.user_id AS user_id
