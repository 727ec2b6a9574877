// Checkouts of which something should have been heard, the longest due first.
// access: read
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column order_id: STRING
// column processor: STRING
// column state: STRING
// column attempt: INTEGER
// column begun_at: ZONED DATETIME
// column expires_at: ZONED DATETIME
// column reference: STRING
// column url: STRING
MATCH (checkout:Checkout)
USING INDEX SEEK checkout:Checkout(state, ask_at)
WHERE checkout.state IN ['BEGUN', 'OPEN'] AND checkout.ask_at <= $as_of
RETURN checkout.order_id AS order_id, checkout.processor AS processor, checkout.state AS state,
       checkout.attempt AS attempt, checkout.begun_at AS begun_at, checkout.expires_at AS expires_at,
       checkout.reference AS reference, checkout.url AS url
ORDER BY checkout.ask_at
LIMIT $limit
