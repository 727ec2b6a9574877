// Cut a person from the events of their first days, and erase those days once no event of theirs is left on them. Events
// have no edges to users, so they are found by their time: each that has a user falls on one of that user's days. They keep
// their identity, so that a batch that is sent again still finds them (what Stoa named after the person is named after the erasure), and the counts of contents stay as they are.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (:Erasing {user_id: $user_id})-[:ACTIVE_ON]->(day:UserDay)
WITH day ORDER BY day.date LIMIT 20
WITH collect(day) AS days
CALL (days) {
  UNWIND days AS day
  MATCH (event:Event)
  WHERE event.occurred_at >= datetime({date: day.date, timezone: 'Z'})
    AND event.occurred_at < datetime({date: day.date + duration({days: 1}), timezone: 'Z'})
    AND event.user_id = $user_id
  WITH event LIMIT $limit
  SET event.payload_hash = '',
    event.event_id = CASE event.source WHEN 'stoa' THEN replace(event.event_id, $user_id, $erasure_id) ELSE event.event_id END
  REMOVE event.user_id, event.exposure_id
  RETURN count(event) AS events
}
FOREACH (day IN CASE WHEN events < $limit THEN days ELSE [] END | DETACH DELETE day)
RETURN {events: events, days: CASE WHEN events < $limit THEN size(days) ELSE 0 END} AS counts
