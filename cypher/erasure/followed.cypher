// Let events by which somebody followed a person, which Stoa named after both, name the erasure.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (event:Event)
WHERE event.source = 'stoa' AND event.event_id STARTS WITH 'follow:' AND event.event_id ENDS WITH $user_id
WITH event LIMIT $limit
SET event.event_id = replace(event.event_id, $user_id, $erasure_id)
RETURN {follow_events_pseudonymised: count(event)} AS counts
