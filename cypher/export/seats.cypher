// The seats of a user and where they wait for one, in the order of the cohorts' ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (seat:Seat)
WHERE seat.user_id = $user_id AND seat.cohort_id > $after
RETURN seat.cohort_id AS key, seat {.*, key: null} AS row
ORDER BY seat.user_id, seat.cohort_id
LIMIT $limit
