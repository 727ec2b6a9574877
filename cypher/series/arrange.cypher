// Make the contents of a series these, in this order, and say what is given of it anew.
// access: write
// param id: STRING
// param ids: LIST OF STRING
// param properties: MAP
// param at: ZONED DATETIME
MATCH (series:Series {id: $id})
SET series += $properties, series.updated_at = $at
WITH series
CALL (series) {
  MATCH (series)<-[part:IN_SERIES]-(content:Content)
  WHERE NOT content.id IN $ids
  DELETE part
}
UNWIND range(0, size($ids) - 1) AS place
MATCH (content:Content {id: $ids[place]})
MERGE (content)-[part:IN_SERIES]->(series)
SET part.place = place + 1
