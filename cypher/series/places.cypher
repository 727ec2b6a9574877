// The series that contents are part of, and what of it the viewer may find, in its order. A series has few contents.
// access: read
// audience: viewer
// param ids: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column content_id: STRING
// column series_id: STRING
// column ids: LIST OF STRING
UNWIND $ids AS id
MATCH (:Content {id: id})-[:IN_SERIES]->(series:Series)
CALL (series) {
  MATCH (series)<-[part:IN_SERIES]-(content:Content)
  WHERE content.visibility IN $audience AND content.published_at <= $now
  WITH content, part ORDER BY part.place
  RETURN collect(content.id) AS ids
}
RETURN id AS content_id, series.id AS series_id, ids
