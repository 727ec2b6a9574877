// Change what is given of a cohort that the transaction has locked.
// access: write
// param id: STRING
// param properties: MAP
MATCH (cohort:Cohort {id: $id})
SET cohort += $properties
