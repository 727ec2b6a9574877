// Have an order a checkout: the one that it has, unless that has expired and can be followed by another.
// access: write
// param order_id: STRING
// param processor: STRING
// param now: ZONED DATETIME
// param expires_at: ZONED DATETIME
// param ask_at: ZONED DATETIME
// column order_id: STRING
// column processor: STRING
// column state: STRING
// column attempt: INTEGER
// column begun_at: ZONED DATETIME
// column expires_at: ZONED DATETIME
// column reference: STRING
// column url: STRING
MERGE (checkout:Checkout {order_id: $order_id})
ON CREATE SET checkout.attempt = 0
SET checkout:Checkout
WITH checkout, checkout.attempt = 0 OR checkout.state = 'EXPIRED' OR checkout.expires_at <= $now
     OR checkout.processor <> $processor AS anew
CALL (checkout, anew) {
  WITH checkout, anew
  WHERE anew
  SET checkout.attempt = checkout.attempt + 1, checkout.processor = $processor, checkout.state = 'BEGUN',
      checkout.begun_at = $now, checkout.expires_at = $expires_at, checkout.ask_at = $ask_at
  REMOVE checkout.reference, checkout.url
}
RETURN checkout.order_id AS order_id, checkout.processor AS processor, checkout.state AS state,
       checkout.attempt AS attempt, checkout.begun_at AS begun_at, checkout.expires_at AS expires_at,
       checkout.reference AS reference, checkout.url AS url
