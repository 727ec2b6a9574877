// Until when the places of a kind are taken in an area, those that come free first.
// access: read
// param area_id: STRING
// param kind: STRING
// param at: ZONED DATETIME
// column ends_at: ZONED DATETIME
MATCH (place:FeaturedPlace)
USING INDEX SEEK place:FeaturedPlace(area_id, kind, ends_at)
WHERE place.area_id = $area_id AND place.kind = $kind AND place.ends_at > $at
RETURN place.ends_at AS ends_at
ORDER BY ends_at
