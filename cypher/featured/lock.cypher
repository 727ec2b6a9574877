// Lock an area, before the places taken in it are counted: of those that are paid for each kind has so many.
// access: write
// param area_id: STRING
// column id: STRING
MATCH (area:Area {id: $area_id})
SET area:Area
WITH area
RETURN area.id AS id
