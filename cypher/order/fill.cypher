// Fill an order that was claimed, and make its lines.
// access: write
// param id: STRING
// param properties: MAP
// param lines: LIST OF MAP
MATCH (bought:Order {id: $id})
SET bought += $properties
WITH bought
UNWIND $lines AS row
CREATE (line:OrderLine {order_id: bought.id})
SET line += row
