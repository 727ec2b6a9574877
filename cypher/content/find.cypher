// The id of the content with that external id or slug, if the viewer may find it.
// access: read
// audience: viewer
// param external_id: STRING
// param slug: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column id: STRING
CALL () {
  MATCH (content:Content {external_id: $external_id}) RETURN content
  UNION
  MATCH (content:Content {slug: $slug}) RETURN content
}
WITH content
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id
