// What a user did that is in the audit log, and what was done to them, under accounts that were merged into theirs as well.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
WITH [$user_id] + COLLECT { MATCH (former:Merged {into_id: $user_id}) RETURN former.user_id } AS ids
MATCH (entry:AuditEntry)
WHERE entry.id > $after AND (entry.actor_user_id IN ids OR entry.target_id IN ids)
RETURN entry.id AS key, entry {.*} AS row
ORDER BY key
LIMIT $limit
