// Cohorts as they stand, closed ones too. In no particular order.
// access: read
// param ids: LIST OF STRING
// param at: ZONED DATETIME
// column id: STRING
// column course_id: STRING
// column product_id: STRING
// column name: STRING
// column starts_at: ZONED DATETIME
// column ends_at: ZONED DATETIME
// column seats: INTEGER
// column closed_at: ZONED DATETIME
// column held: INTEGER
// column waiting: INTEGER
UNWIND $ids AS id
MATCH (cohort:Cohort {id: id})
RETURN cohort.id AS id, cohort.course_id AS course_id, cohort.product_id AS product_id, cohort.name AS name,
  cohort.starts_at AS starts_at, cohort.ends_at AS ends_at, cohort.seats AS seats, cohort.closed_at AS closed_at,
  COUNT { MATCH (taken:Seat) WHERE taken.cohort_id = id AND taken.state = 'TAKEN' }
    + COUNT { MATCH (kept:Seat) WHERE kept.cohort_id = id AND kept.state = 'OFFERED' AND kept.offered_until > $at }
    AS held,
  COUNT { MATCH (waits:Seat) WHERE waits.cohort_id = id AND waits.state = 'WAITING' } AS waiting
