// Contents that no whole run has embedded, and of which something became known or came to pass since the last look; those
// that weren't placed yet come first.
// access: read
// param since: ZONED DATETIME
// param happened_from: ZONED DATETIME
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
CALL () {
  MATCH (day:ContentDay) WHERE day.touched_at > $since
  RETURN day.content_id AS id
  UNION
  MATCH (event:Event) WHERE event.occurred_at >= $happened_from AND event.occurred_at < $as_of AND event.content_id IS NOT NULL
  RETURN event.content_id AS id
  UNION
  MATCH (content:Standalone) WHERE content.published_at >= $happened_from AND content.published_at < $as_of
  RETURN content.id AS id
}
MATCH (content:Content {id: id})
WHERE content:Standalone AND (content.graph_embedding_at IS NULL OR content.graph_placed)
RETURN id
ORDER BY coalesce(content.graph_placed, false), id
LIMIT $limit
