// The audit log, the latest entry first: ids sort by time. With filters it reads on until the page is full.
// access: read
// param actor: STRING
// param action: STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
// column action: STRING
// column actor_user_id: STRING
// column actor_key_id: STRING
// column target_id: STRING
// column before: STRING
// column after: STRING
// column request_id: STRING
MATCH (entry:AuditEntry)
WHERE entry.id < $before_id
  AND ($actor IS NULL OR entry.actor_user_id = $actor OR entry.actor_key_id = $actor)
  AND ($action IS NULL OR entry.action = $action)
RETURN entry.id AS id, entry.at AS at, entry.action AS action, entry.actor_user_id AS actor_user_id,
       entry.actor_key_id AS actor_key_id, entry.target_id AS target_id, entry.before AS before,
       entry.after AS after, entry.request_id AS request_id
ORDER BY entry.id DESC
LIMIT $limit
