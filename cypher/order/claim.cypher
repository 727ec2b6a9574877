// Make an order, or find the one of that key: `fresh` says that it is to be filled.
// access: write
// param id: STRING
// param key: STRING
// column id: STRING
// column fresh: BOOLEAN
MERGE (bought:Order {key: $key})
ON CREATE SET bought.id = $id
RETURN bought.id AS id, bought.created_at IS NULL AS fresh
