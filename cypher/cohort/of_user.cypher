// How a member stands in some cohorts.
// access: read
// param ids: LIST OF STRING
// param user_id: STRING
// column cohort_id: STRING
// column user_id: STRING
// column state: STRING
// column order_id: STRING
// column since: ZONED DATETIME
// column offered_until: ZONED DATETIME
UNWIND $ids AS cohort_id
MATCH (seat:Seat {key: cohort_id + '|' + $user_id})
RETURN seat.cohort_id AS cohort_id, seat.user_id AS user_id, seat.state AS state, seat.order_id AS order_id,
       seat.since AS since, seat.offered_until AS offered_until
