// The order by which a gift was bought, by the digest of its code.
// access: read
// param digest: STRING
// column id: STRING
MATCH (bought:Order {gift_code_digest: $digest})
RETURN bought.id AS id
