// A user's days with their sums and events, read from the index of days. Events have no edges to users, but each falls on a day of
// its user.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (day:UserDay)
WHERE day.user_id = $user_id AND day.date > date(CASE $after WHEN '' THEN '0001-01-01' ELSE $after END)
WITH day ORDER BY day.user_id, day.date LIMIT $limit
CALL (day) {
  MATCH (event:Event)
  WHERE event.occurred_at >= datetime({date: day.date, timezone: 'Z'})
    AND event.occurred_at < datetime({date: day.date + duration({days: 1}), timezone: 'Z'})
    AND event.user_id = $user_id
  WITH event ORDER BY event.occurred_at
  RETURN collect(event {.source, .event_id, .type, .content_id, .occurred_at, .ingested_at, .dwell_seconds,
                        .exposure_id}) AS events
}
RETURN toString(day.date) AS key, day {.*, events: events} AS row
ORDER BY day.date
