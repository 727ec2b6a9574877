// Delete the oldest events up to the first that is younger than that, and say up to where they are gone.
// access: write
// param before: ZONED DATETIME
// param limit: INTEGER
// column pruned: INTEGER
OPTIONAL MATCH (head:OutboxHead {name: 'all'})
SET head.name = 'all'
WITH head
CALL (head) {
  MATCH (event:OutboxEvent)
  WHERE event.seq > head.pruned AND event.seq <= head.pruned + $limit
  WITH event ORDER BY event.seq
  WITH collect(event) AS events
  WITH events, head([place IN range(0, size(events) - 1) WHERE events[place].occurred_at >= $before]) AS young
  WITH events[0..coalesce(young, size(events))] AS old
  SET head.pruned = head.pruned + size(old)
  FOREACH (event IN old | DELETE event)
  RETURN size(old) AS pruned
}
RETURN coalesce(pruned, 0) AS pruned
