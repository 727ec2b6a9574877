// Ids of the cohorts of courses that have not ended and are not closed, the first to begin first.
// access: read
// param ids: LIST OF STRING
// param at: ZONED DATETIME
// param limit: INTEGER
// column course_id: STRING
// column ids: LIST OF STRING
UNWIND $ids AS course_id
CALL (course_id) {
  MATCH (cohort:Cohort)
  WHERE cohort.course_id = course_id AND cohort.ends_at > $at AND cohort.closed_at IS NULL
  WITH cohort ORDER BY cohort.starts_at, cohort.id
  LIMIT $limit
  RETURN collect(cohort.id) AS ids
}
RETURN course_id, ids
