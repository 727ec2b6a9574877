// Some of what is listed, drawn by chance: contents that follow each other by their lots from one on, as in a circle. Of
// these, what was published or acted on since.
// access: read
// param start: FLOAT
// param since: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
CALL () {
  MATCH (content:Standalone)
  USING INDEX SEEK content:Standalone(lot)
  WHERE content.lot >= $start
  RETURN content, 0 AS turn ORDER BY content.lot LIMIT $limit
  UNION ALL
  MATCH (content:Standalone)
  USING INDEX SEEK content:Standalone(lot)
  WHERE content.lot < $start
  RETURN content, 1 AS turn ORDER BY content.lot LIMIT $limit
}
WITH content ORDER BY turn, content.lot LIMIT $limit
WHERE coalesce(content.last_active_at, content.published_at) >= $since
RETURN content.id AS id
