// Contents of an area, newest first, read from the index of IN_AREA.
// access: read
// audience: viewer
// param area: STRING
// param kinds: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param before_at: ZONED DATETIME
// param before_id: STRING
// param since: ZONED DATETIME
// param without: LIST OF STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (area:Area {slug: $area})
MATCH (content:Content)-[placed:IN_AREA]->(:Area)
USING INDEX SEEK placed:IN_AREA(area_id, published_at)
WHERE placed.area_id = area.id AND placed.published_at <= $before_at AND placed.published_at > $since
  AND CASE placed.published_at WHEN $before_at THEN content.id < $before_id ELSE true END
  AND NOT content.id IN $without
  AND content.kind IN $kinds
  AND content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, content.published_at AS at
ORDER BY placed.area_id DESC, placed.published_at DESC, id DESC
LIMIT $limit
