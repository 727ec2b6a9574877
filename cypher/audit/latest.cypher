// The audit log, the latest entry first: ids sort by time. With filters it reads on until the page is full.
// access: read
// param actor: STRING
// param action: STRING
// param target_id: STRING
// param since: ZONED DATETIME
// param until: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
// column action: STRING
// column actor: STRING
// column actor_user_id: STRING
// column actor_key_id: STRING
// column target_id: STRING
// column before: STRING
// column after: STRING
// column request_id: STRING
MATCH (entry:AuditEntry)
WHERE entry.id < $before_id
  AND ($actor IS NULL OR $actor IN [entry.actor, entry.actor_user_id, entry.actor_key_id]
    OR $actor = 'cli' AND entry.actor STARTS WITH 'cli:')
  AND ($action IS NULL OR entry.action = $action)
  AND ($target_id IS NULL OR entry.target_id = $target_id)
  AND ($since IS NULL OR entry.at >= $since)
  AND ($until IS NULL OR entry.at < $until)
RETURN entry.id AS id, entry.at AS at, entry.action AS action, coalesce(entry.actor, 'role:operator') AS actor,
       entry.actor_user_id AS actor_user_id, entry.actor_key_id AS actor_key_id, entry.target_id AS target_id,
       entry.before AS before, entry.after AS after, entry.request_id AS request_id
ORDER BY entry.id DESC
LIMIT $limit
