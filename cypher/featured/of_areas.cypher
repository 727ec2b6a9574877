// What is shown in areas by what was paid for it, of what the viewer may find; of each kind the oldest first. At most 23 an area.
// access: read
// audience: viewer
// param ids: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column area_id: STRING
// column content_id: STRING
// column kind: STRING
// column starts_at: ZONED DATETIME
// column ends_at: ZONED DATETIME
UNWIND $ids AS id
UNWIND ['FEATURED_SLOT', 'JOB_POST'] AS kind
MATCH (place:FeaturedPlace)
USING INDEX SEEK place:FeaturedPlace(area_id, kind, ends_at)
WHERE place.area_id = id AND place.kind = kind AND place.ends_at > $now
MATCH (content:Content {id: place.content_id})
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN id AS area_id, content.id AS content_id, kind, place.starts_at AS starts_at, place.ends_at AS ends_at
ORDER BY area_id, kind, starts_at, content_id
