// Note where a checkout is paid, once its processor answered; nothing if it went on meanwhile.
// access: write
// param order_id: STRING
// param attempt: INTEGER
// param reference: STRING
// param url: STRING
// param expires_at: ZONED DATETIME
MATCH (checkout:Checkout {order_id: $order_id})
SET checkout:Checkout
WITH checkout
WHERE checkout.state = 'BEGUN' AND checkout.attempt = $attempt
SET checkout.state = 'OPEN', checkout.reference = $reference, checkout.url = $url, checkout.expires_at = $expires_at
