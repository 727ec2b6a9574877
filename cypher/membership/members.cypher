// Members of an area, those who joined last first, read from the index of FOLLOWS.
// access: read
// param area_id: STRING
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (user:User)-[follow:FOLLOWS]->(:Area)
USING INDEX SEEK follow:FOLLOWS(area_id, since)
WHERE follow.area_id = $area_id AND follow.since <= $before_at
  AND CASE follow.since WHEN $before_at THEN user.id < $before_id ELSE true END
RETURN user.id AS id, follow.since AS at
ORDER BY follow.area_id DESC, follow.since DESC, id DESC
LIMIT $limit
