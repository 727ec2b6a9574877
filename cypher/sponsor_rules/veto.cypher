// Let an area refuse a sponsor, or no longer; whether that is a change. No row without the area.
// access: write
// param area_id: STRING
// param sponsor_id: STRING
// param refused: BOOLEAN
// column changed: BOOLEAN
MATCH (area:Area {id: $area_id})
SET area:Area
WITH area, coalesce(area.vetoed_sponsors, []) AS before
SET area.vetoed_sponsors = [id IN before WHERE id <> $sponsor_id] + CASE WHEN $refused THEN [$sponsor_id] ELSE [] END
RETURN ($sponsor_id IN before) <> $refused AS changed
