// The contents of a series in its order, of those the viewer may find.
// access: read
// audience: viewer
// param series_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param after: INTEGER
// param limit: INTEGER
// column id: STRING
// column place: INTEGER
MATCH (:Series {id: $series_id})<-[part:IN_SERIES]-(content:Content)
WHERE part.place > $after AND content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, part.place AS place
ORDER BY place
LIMIT $limit
