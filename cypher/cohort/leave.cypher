// Take a member out of a cohort that the transaction has locked; no row when they weren't in it.
// access: write
// param cohort_id: STRING
// param user_id: STRING
// column user_id: STRING
MATCH (seat:Seat {key: $cohort_id + '|' + $user_id})
WITH seat, seat.user_id AS user_id
DELETE seat
RETURN user_id
