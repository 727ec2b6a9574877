// The subscriptions for which something is due, the longest due first.
// access: read
// param as_of: ZONED DATETIME
// param after_at: ZONED DATETIME
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
// column due_at: ZONED DATETIME
MATCH (sub:Subscription)
USING INDEX SEEK sub:Subscription(due_at, id)
WHERE sub.id > '' AND $after_at <= sub.due_at <= $as_of AND CASE sub.due_at WHEN $after_at THEN sub.id > $after_id ELSE true END
RETURN sub.id AS id, sub.due_at AS due_at
ORDER BY due_at, id
LIMIT $limit
