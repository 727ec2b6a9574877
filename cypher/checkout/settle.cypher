// Note what became of a checkout: it is over, or asked about again later.
// access: write
// param order_id: STRING
// param reference: STRING
// param state: STRING
// param ask_at: ZONED DATETIME
MATCH (checkout:Checkout {order_id: $order_id})
SET checkout:Checkout
WITH checkout
WHERE checkout.state IN ['BEGUN', 'OPEN'] AND ($reference IS NULL OR checkout.reference = $reference)
SET checkout.state = coalesce($state, checkout.state), checkout.ask_at = coalesce($ask_at, checkout.ask_at)
