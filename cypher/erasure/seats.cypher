// Take a person out of cohorts; a job offers what comes free to those who wait.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (seat:Seat)
WHERE seat.user_id = $user_id AND seat.cohort_id > ''
WITH seat LIMIT $limit
WITH collect(seat) AS old
FOREACH (seat IN old | DELETE seat)
RETURN {seats: size(old)} AS counts
