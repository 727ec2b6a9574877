// Cut a person from events that were being accepted while they were cut off; such an event belongs to no day of theirs.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// param since: ZONED DATETIME
// column counts: MAP
MATCH (event:Event)
WHERE event.occurred_at >= $since AND event.user_id = $user_id
WITH event LIMIT $limit
SET event.payload_hash = '',
  event.event_id = CASE event.source WHEN 'stoa' THEN replace(event.event_id, $user_id, $erasure_id) ELSE event.event_id END
REMOVE event.user_id, event.exposure_id
RETURN {events: count(event)} AS counts
