// Lock an order, before what its changes depend on is read.
// access: write
// param id: STRING
// column id: STRING
MATCH (bought:Order {id: $id})
SET bought:Order
WITH bought
RETURN bought.id AS id
