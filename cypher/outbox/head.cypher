// How far the outbox reaches, and from where.
// access: read
// column last: INTEGER
// column pruned: INTEGER
MATCH (head:OutboxHead {name: 'all'})
RETURN head.last AS last, head.pruned AS pruned
