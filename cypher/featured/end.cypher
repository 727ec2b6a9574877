// Show what a request paid for no longer; nothing where it ended before.
// access: write
// param request_id: STRING
// param at: ZONED DATETIME
MATCH (place:FeaturedPlace {request_id: $request_id})
WHERE place.ends_at > $at
SET place.ends_at = $at
