// The paid contents that members viewed in a time, and when each viewed the first of them. For a job: it costs as many
// reads as there were acts in the time.
// access: read
// param since: ZONED DATETIME
// param until: ZONED DATETIME
// column user_id: STRING
// column content_ids: LIST OF STRING
// column at: ZONED DATETIME
MATCH (event:Event)
WHERE event.occurred_at >= $since AND event.occurred_at < $until AND event.type = 'VIEW' AND event.user_id IS NOT NULL
MATCH (content:Content {id: event.content_id})
WHERE content.visibility = 'PAID'
RETURN event.user_id AS user_id, collect(DISTINCT content.id) AS content_ids, min(event.occurred_at) AS at
