// Some of what is listed, drawn by chance: contents that follow each other by their lots. Of these, what was published or acted on since.
// access: read
// param start: FLOAT
// param since: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
MATCH (content:Standalone)
USING INDEX SEEK content:Standalone(lot)
WHERE content.lot >= $start
WITH content ORDER BY content.lot LIMIT $limit
WHERE coalesce(content.last_active_at, content.published_at) >= $since
RETURN content.id AS id
