// The seats that were taken by an order.
// access: read
// param order_id: STRING
// column cohort_id: STRING
// column user_id: STRING
MATCH (seat:Seat {order_id: $order_id})
RETURN seat.cohort_id AS cohort_id, seat.user_id AS user_id
ORDER BY cohort_id
