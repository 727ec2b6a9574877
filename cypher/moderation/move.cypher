// Put a content into an area, and into no other; no row when there is no such content or area.
// access: write
// param id: STRING
// param area_id: STRING
// column area_id: STRING
MATCH (content:Content {id: $id}), (area:Area {id: $area_id})
OPTIONAL MATCH (content)-[stands:IN_AREA]->(:Area)
DELETE stands
WITH DISTINCT content, area
CREATE (content)-[:IN_AREA {area_id: area.id, published_at: content.published_at}]->(area)
RETURN area.id AS area_id
