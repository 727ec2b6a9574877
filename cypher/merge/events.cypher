// Give the survivor the events of a member's first days. Events have no edges to users, so they are found by their time: each that has
// a user falls on one of that user's days. Gives back the ids of those that Stoa itself named after the member.
// access: write
// param from_id: STRING
// param into_id: STRING
// param days: INTEGER
// param limit: INTEGER
// column events: INTEGER
// column named: LIST OF STRING
MATCH (:Merged {user_id: $from_id})-[:ACTIVE_ON]->(day:UserDay)
WITH day ORDER BY day.date LIMIT $days
WITH collect(day) AS days
CALL (days) {
  UNWIND days AS day
  MATCH (event:Event)
  WHERE event.occurred_at >= datetime({date: day.date, timezone: 'Z'})
    AND event.occurred_at < datetime({date: day.date + duration({days: 1}), timezone: 'Z'})
    AND event.user_id = $from_id
  WITH event LIMIT $limit
  SET event.user_id = $into_id
  RETURN count(event) AS events,
         [id IN collect(CASE WHEN event.source = 'stoa' THEN event.event_id END) WHERE id CONTAINS $from_id] AS named
}
RETURN events, named
