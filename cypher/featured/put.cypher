// Show a content in an area by what was paid for it; again it changes nothing.
// access: write
// param request_id: STRING
// param content_id: STRING
// param area_id: STRING
// param kind: STRING
// param starts_at: ZONED DATETIME
// param ends_at: ZONED DATETIME
MERGE (place:FeaturedPlace {request_id: $request_id})
ON CREATE SET place.content_id = $content_id, place.area_id = $area_id, place.kind = $kind,
  place.starts_at = $starts_at, place.ends_at = $ends_at
