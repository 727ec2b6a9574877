// The areas that refuse sponsors, by name.
// access: read
// scan: there are few areas
// param ids: LIST OF STRING
// column sponsor_id: STRING
// column area_ids: LIST OF STRING
MATCH (area:Area)
WHERE area.vetoed_sponsors IS NOT NULL
WITH area ORDER BY area.name, area.id
UNWIND [id IN area.vetoed_sponsors WHERE id IN $ids] AS sponsor_id
RETURN sponsor_id, collect(area.id) AS area_ids
