// What a content is a cross-post of, if the viewer may find it.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
MATCH (:Content {id: $content_id})-[:CROSS_POST_OF]->(content:Content)
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id
LIMIT $limit
