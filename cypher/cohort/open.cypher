// A cohort as it stands, locked, without offers that have lapsed, and what a member has in it; no row when there is none. Setting a
// label that is there already locks it: who waits reads what the one before has written.
// access: write
// param id: STRING
// param user_id: STRING
// param at: ZONED DATETIME
// column cohort: MAP
// column seat: MAP
MATCH (cohort:Cohort {id: $id})
SET cohort:Cohort
WITH cohort
OPTIONAL MATCH (seat:Seat {key: $id + '|' + $user_id})
RETURN cohort {.id, .course_id, .product_id, .name, starts_at: cohort.starts_at.epochMillis,
    ends_at: cohort.ends_at.epochMillis, .seats, closed_at: cohort.closed_at.epochMillis,
    held: COUNT { MATCH (taken:Seat) WHERE taken.cohort_id = $id AND taken.state = 'TAKEN' }
        + COUNT { MATCH (kept:Seat) WHERE kept.cohort_id = $id AND kept.state = 'OFFERED' AND kept.offered_until > $at },
    waiting: COUNT { MATCH (waits:Seat) WHERE waits.cohort_id = $id AND waits.state = 'WAITING' }} AS cohort,
  seat {.cohort_id, .user_id, .state, .order_id, since: seat.since.epochMillis,
    offered_until: seat.offered_until.epochMillis} AS seat
