// How a member stands in cohorts that haven't ended, those joined last first; without offers that have lapsed. At most 100.
// access: read
// param user_id: STRING
// param at: ZONED DATETIME
// column cohort_id: STRING
// column user_id: STRING
// column state: STRING
// column order_id: STRING
// column since: ZONED DATETIME
// column offered_until: ZONED DATETIME
MATCH (seat:Seat)
WHERE seat.user_id = $user_id AND seat.cohort_id > '' AND (seat.state <> 'OFFERED' OR seat.offered_until > $at)
MATCH (cohort:Cohort {id: seat.cohort_id})
WHERE cohort.ends_at > $at
RETURN seat.cohort_id AS cohort_id, seat.user_id AS user_id, seat.state AS state, seat.order_id AS order_id,
       seat.since AS since, seat.offered_until AS offered_until
ORDER BY since DESC, cohort_id
LIMIT 100
