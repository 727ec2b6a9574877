// Let events of the outbox name a person by the erasure, so that no replay tells of them.
// access: write
// scan: the outbox holds thirty days
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (event:OutboxEvent)
WHERE event.payload CONTAINS $user_id
WITH event LIMIT $limit
SET event.payload = replace(event.payload, $user_id, $erasure_id)
RETURN {outbox_events_pseudonymised: count(event)} AS counts
