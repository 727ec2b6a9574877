// Write events behind all that were committed before. Touching the head first locks it until the commit.
// access: write
// param rows: LIST OF MAP
MERGE (head:OutboxHead {name: 'all'})
ON CREATE SET head.last = 0, head.pruned = 0
SET head.name = 'all'
WITH head
SET head.last = head.last + size($rows)
WITH head.last - size($rows) AS start
UNWIND range(1, size($rows)) AS place
CREATE (event:OutboxEvent)
SET event = $rows[place - 1], event.seq = start + place
