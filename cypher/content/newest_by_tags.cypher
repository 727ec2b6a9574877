// Contents with any of these tags, newest first, read from the index of TAGGED and not from the tags' crowds of edges.
// access: read
// audience: viewer
// param tags: LIST OF STRING
// param kinds: LIST OF STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param before_at: ZONED DATETIME
// param before_id: STRING
// param since: ZONED DATETIME
// param without: LIST OF STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (tag:Tag) WHERE tag.slug IN $tags
CALL (tag) {
  MATCH (content:Content)-[tagged:TAGGED]->(:Tag)
  USING INDEX SEEK tagged:TAGGED(tag_id, published_at)
  WHERE tagged.tag_id = tag.id AND tagged.published_at <= $before_at AND tagged.published_at > $since
    AND CASE tagged.published_at WHEN $before_at THEN content.id < $before_id ELSE true END
    AND NOT content.id IN $without
    AND content.kind IN $kinds
    AND content.visibility IN $audience AND content.published_at <= $now
  RETURN content
  ORDER BY tagged.tag_id DESC, tagged.published_at DESC, content.id DESC
  LIMIT $limit
}
RETURN DISTINCT content.id AS id, content.published_at AS at
ORDER BY at DESC, id DESC
LIMIT $limit
