// Make the seats of a member the survivor's. Of two in one cohort the survivor keeps the one that is more: a taken one, then one that
// is offered, then the place on the waiting list.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (old:Seat)
WHERE old.user_id = $from_id AND old.cohort_id > ''
WITH old LIMIT $limit
OPTIONAL MATCH (own:Seat {key: old.cohort_id + '|' + $into_id})
WITH old, own, own IS NULL OR own.state <> 'TAKEN' AND (old.state = 'TAKEN' OR own.state = 'WAITING') AS better
FOREACH (_ IN CASE WHEN better THEN [1] ELSE [] END |
  MERGE (seat:Seat {key: old.cohort_id + '|' + $into_id})
  SET seat.cohort_id = old.cohort_id, seat.user_id = $into_id, seat.state = old.state, seat.order_id = old.order_id,
    seat.since = old.since, seat.offered_until = old.offered_until)
DELETE old
RETURN {seats: count(*)} AS counts
