// Contents of some kinds, newest first. One index range a kind, so the cost is kinds × page whatever the graph holds.
// access: read
// audience: viewer
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
UNWIND $kinds AS kind
CALL (kind) {
  MATCH (content:Content {kind: kind})
  WHERE content.published_at <= $before_at AND content.published_at > $since
    AND CASE content.published_at WHEN $before_at THEN content.id < $before_id ELSE true END
    AND NOT content.id IN $without
    AND content.visibility IN $audience AND content.published_at <= $now
  RETURN content
  ORDER BY content.kind DESC, content.published_at DESC, content.id DESC
  LIMIT $limit
}
RETURN content.id AS id, content.published_at AS at
ORDER BY at DESC, id DESC
LIMIT $limit
