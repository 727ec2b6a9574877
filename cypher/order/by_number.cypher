// The order that has an invoice of that number.
// access: read
// param number: STRING
// column id: STRING
MATCH (bought:Order {number: $number})
RETURN bought.id AS id
