// When the first and the last act happened that was observed; no row when there was none.
// access: read
// column first_at: ZONED DATETIME
// column last_at: ZONED DATETIME
CALL () {
  MATCH (event:Event) WHERE event.occurred_at >= datetime('1990-01-01T00:00:00Z')
  RETURN event.occurred_at AS first_at ORDER BY event.occurred_at LIMIT 1
}
CALL () {
  MATCH (event:Event) WHERE event.occurred_at >= datetime('1990-01-01T00:00:00Z')
  RETURN event.occurred_at AS last_at ORDER BY event.occurred_at DESC LIMIT 1
}
RETURN first_at, last_at
