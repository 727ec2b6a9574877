// How many people were active in each area when they were last counted.
// access: read
// scan: there are few areas, and all are wanted
// column area_id: STRING
// column people: INTEGER
MATCH (area:Area)
RETURN area.id AS area_id, coalesce(area.people, 0) AS people
