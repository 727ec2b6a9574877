// Users with whom something changes although they did nothing: those longest due first.
// access: read
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
MATCH (user:User)
WHERE user.churn_due_at <= $now
RETURN user.id AS id
ORDER BY user.churn_due_at
LIMIT $limit
