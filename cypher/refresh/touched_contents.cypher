// Contents of which something became known since a moment, on which acts have come to pass since then, or which were
// published since; at most so many.
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
RETURN id
LIMIT $limit
