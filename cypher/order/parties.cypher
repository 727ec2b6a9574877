// Who an order is of and for, so that they can be locked before it.
// access: read
// param id: STRING
// column user_ids: LIST OF STRING
MATCH (bought:Order {id: $id})
RETURN [id IN [bought.user_id, bought.gift_to] WHERE id IS NOT NULL] AS user_ids
