// Put a member into a cohort that the transaction has locked, in that state.
// access: write
// param cohort_id: STRING
// param user_id: STRING
// param state: STRING
// param order_id: STRING
// param at: ZONED DATETIME
MERGE (seat:Seat {key: $cohort_id + '|' + $user_id})
SET seat.cohort_id = $cohort_id, seat.user_id = $user_id, seat.state = $state, seat.order_id = $order_id, seat.since = $at,
  seat.offered_until = null
