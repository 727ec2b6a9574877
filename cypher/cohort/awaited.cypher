// Cohorts to come for which somebody waits, in the order of ids.
// access: read
// param at: ZONED DATETIME
// column id: STRING
MATCH (cohort:Cohort)
WHERE cohort.starts_at > $at AND cohort.closed_at IS NULL
  AND EXISTS { MATCH (seat:Seat) WHERE seat.cohort_id = cohort.id AND seat.state = 'WAITING' }
RETURN cohort.id AS id
ORDER BY id
