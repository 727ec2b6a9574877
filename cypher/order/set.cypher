// Set properties of an order that is locked, and of its lines by their numbers.
// access: write
// param id: STRING
// param properties: MAP
// param lines: LIST OF MAP
MATCH (bought:Order {id: $id})
SET bought += $properties
WITH bought
UNWIND $lines AS row
MATCH (line:OrderLine {order_id: bought.id, n: row.n})
SET line += row
