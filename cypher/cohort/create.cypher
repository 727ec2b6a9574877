// Begin a cohort of a course; no row when there is no such course.
// access: write
// param id: STRING
// param course_id: STRING
// param product_id: STRING
// param properties: MAP
// param at: ZONED DATETIME
// column id: STRING
MATCH (course:Content {id: $course_id})
WHERE course:Course
MERGE (cohort:Cohort {id: $id})
ON CREATE SET cohort += $properties, cohort.course_id = $course_id, cohort.product_id = $product_id, cohort.created_at = $at
RETURN cohort.id AS id
