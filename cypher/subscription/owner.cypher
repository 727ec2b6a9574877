// Whose subscription it is: they are locked before it.
// access: read
// param id: STRING
// column user_id: STRING
MATCH (sub:Subscription {id: $id})
RETURN sub.user_id AS user_id
