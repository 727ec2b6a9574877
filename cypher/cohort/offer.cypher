// Offer so many seats of a cohort, that the transaction has locked, to those who have waited longest. Offers that have lapsed go first.
// access: write
// param cohort_id: STRING
// param limit: INTEGER
// param at: ZONED DATETIME
// param until: ZONED DATETIME
// column user_id: STRING
CALL () {
  MATCH (lapsed:Seat)
  WHERE lapsed.cohort_id = $cohort_id AND lapsed.state = 'OFFERED' AND lapsed.offered_until <= $at
  DELETE lapsed
}
MATCH (seat:Seat)
WHERE seat.cohort_id = $cohort_id AND seat.state = 'WAITING'
WITH seat ORDER BY seat.since, seat.key
LIMIT $limit
SET seat.state = 'OFFERED', seat.offered_until = $until
RETURN seat.user_id AS user_id
