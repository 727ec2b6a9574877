// Let the earliest acts of a span of time name nobody any more, and tell when members did what to a content by the month:
// only what happened before the span's end, as later acts on the same content still count by the hour. Counts, interests
// and readers stay, and so does an event's identity, by which it is known when it is sent again.
// access: write
// param since: ZONED DATETIME
// param before: ZONED DATETIME
// param times: LIST OF STRING
// param limit: INTEGER
// column forgotten: INTEGER
// column reached: ZONED DATETIME
MATCH (event:Event)
WHERE event.occurred_at >= $since AND event.occurred_at < $before AND event.user_id IS NOT NULL
WITH event ORDER BY event.occurred_at LIMIT $limit
WITH collect(event) AS events
CALL (events) {
  UNWIND events AS event
  WITH DISTINCT event.user_id + '|' + event.content_id AS key
  MATCH ()-[done:INTERACTED {key: key}]->()
  FOREACH (name IN [name IN $times WHERE done[name] < $before] | SET done[name] = datetime.truncate('month', done[name]))
}
FOREACH (event IN events | SET event.payload_hash = '' REMOVE event.user_id, event.exposure_id)
RETURN size(events) AS forgotten, events[-1].occurred_at AS reached
