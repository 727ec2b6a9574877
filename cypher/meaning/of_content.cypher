// The meaning of a content, for who may find it; no row while it has none.
// access: read
// audience: viewer
// param id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column vector: LIST OF FLOAT
MATCH (content:Content {id: $id})
WHERE content.visibility IN $audience AND content.published_at <= $now AND content.meaning IS NOT NULL
RETURN content.meaning AS vector
