// Those of some ranked contents that the viewer may find and that are of the kinds and tags asked for, in their order.
// access: read
// audience: viewer
// param ids: LIST OF STRING
// param kinds: LIST OF STRING
// param tags: LIST OF STRING
// param area_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column place: INTEGER
UNWIND range(0, size($ids) - 1) AS place
MATCH (content:Content {id: $ids[place]})
WHERE content.kind IN $kinds
  AND content.visibility IN $audience AND content.published_at <= $now
  AND ($area_id = '' OR EXISTS { (content)-[:IN_AREA]->(:Area {id: $area_id}) })
  AND (size($tags) = 0 OR EXISTS { MATCH (content)-[:TAGGED]->(tag:Tag) WHERE tag.slug IN $tags })
RETURN place
ORDER BY place
