// What a user did that is in the audit log, and what was done to them.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (entry:AuditEntry)
WHERE entry.id > $after AND $user_id IN [entry.actor_user_id, entry.target_id]
RETURN entry.id AS key, entry {.*} AS row
ORDER BY key
LIMIT $limit
