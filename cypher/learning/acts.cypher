// What members did to contents within a span of time, as lists of one length, in no order.
// access: read
// param since: ZONED DATETIME
// param until: ZONED DATETIME
// column user_ids: LIST OF STRING
// column content_ids: LIST OF STRING
// column kinds: LIST OF STRING
// column at_ms: LIST OF INTEGER
// column exposure_ids: LIST OF STRING
MATCH (event:Event)
WHERE event.occurred_at >= $since AND event.occurred_at < $until
  AND event.user_id IS NOT NULL AND event.content_id IS NOT NULL
RETURN collect(event.user_id) AS user_ids, collect(event.content_id) AS content_ids, collect(event.type) AS kinds,
       collect(event.occurred_at.epochMillis) AS at_ms, collect(coalesce(event.exposure_id, '')) AS exposure_ids
