// What holds in areas. In no particular order.
// access: read
// param ids: LIST OF STRING
// column area_id: STRING
// column parent_id: STRING
// column norms_version: INTEGER
// column ads_allowed: BOOLEAN
// column posting: MAP
// column half_life_hours: FLOAT
// column weights: LIST OF LIST OF ANY
UNWIND $ids AS id
MATCH (area:Area {id: id})
CALL (area) {
  UNWIND [name IN keys(area) WHERE name STARTS WITH 'hot_' AND name <> 'hot_half_life_hours'] AS name
  RETURN collect([substring(name, 4), area[name]]) AS weights
}
RETURN area.id AS area_id, head([(area)-[:WITHIN]->(parent:Area) | parent.id]) AS parent_id,
       coalesce(area.norms_version, CASE WHEN area.norms IS NULL THEN 0 ELSE 1 END) AS norms_version,
       coalesce(area.ads_allowed, true) AS ads_allowed,
       {role: coalesce(area.post_role, 'member'), tenure_days: coalesce(area.post_tenure_days, 0),
        members_only: coalesce(area.post_members_only, false), agreement: coalesce(area.post_agreement, false),
        points: coalesce(area.post_points, 0), level: coalesce(area.post_level, 'NEW')} AS posting,
       area.hot_half_life_hours AS half_life_hours, weights
