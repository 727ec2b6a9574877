// The areas within an area, by name.
// access: read
// param id: STRING
// column id: STRING
MATCH (:Area {id: $id})<-[:WITHIN]-(area:Area)
RETURN area.id AS id
ORDER BY area.name, id
