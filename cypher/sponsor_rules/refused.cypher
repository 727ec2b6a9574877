// The sponsors that areas refuse, by name.
// access: read
// param ids: LIST OF STRING
// column area_id: STRING
// column id: STRING
// column name: STRING
UNWIND $ids AS area_id
MATCH (area:Area {id: area_id})
UNWIND area.vetoed_sponsors AS sponsor_id
MATCH (sponsor:Sponsor {id: sponsor_id})
RETURN area.id AS area_id, sponsor.id AS id, sponsor.name AS name
ORDER BY name, id
