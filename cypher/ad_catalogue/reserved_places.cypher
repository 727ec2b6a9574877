// What is one sponsor's alone, and where an area refuses one.
// access: read
// scan: sponsors and areas are few, and a process reads this once in seconds
// column kind: STRING
// column sponsor_id: STRING
// column starts_at: ZONED DATETIME
// column ends_at: ZONED DATETIME
// column tags: LIST OF STRING
// column areas: LIST OF STRING
CALL () {
  MATCH (sponsor:Sponsor {state: 'APPROVED'})
  WHERE size(coalesce(sponsor.exclusive_tags, [])) + size(coalesce(sponsor.exclusive_areas, [])) > 0
  RETURN 'EXCLUSIVITY' AS kind, sponsor.id AS sponsor_id, sponsor.starts_at AS starts_at, sponsor.ends_at AS ends_at,
         coalesce(sponsor.exclusive_tags, []) AS tags, coalesce(sponsor.exclusive_areas, []) AS areas
  UNION ALL
  MATCH (area:Area)
  UNWIND area.vetoed_sponsors AS sponsor_id
  RETURN 'VETO' AS kind, sponsor_id, null AS starts_at, null AS ends_at, [] AS tags, collect(area.id) AS areas
}
RETURN kind, sponsor_id, starts_at, ends_at, tags, areas
