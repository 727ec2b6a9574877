// Members who consent to it and whom no whole run has embedded, of whom something became known or came to pass since the last
// look; those who weren't placed yet come first.
// access: read
// param since: ZONED DATETIME
// param happened_from: ZONED DATETIME
// param as_of: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
CALL () {
  MATCH (day:UserDay) WHERE day.touched_at > $since
  RETURN day.user_id AS id
  UNION
  MATCH (event:Event) WHERE event.occurred_at >= $happened_from AND event.occurred_at < $as_of AND event.user_id IS NOT NULL
  RETURN event.user_id AS id
}
MATCH (user:User {id: id})
WHERE 'PERSONALISATION' IN user.consents AND (user.graph_embedding_at IS NULL OR user.graph_placed)
RETURN id
ORDER BY coalesce(user.graph_placed, false), id
LIMIT $limit
