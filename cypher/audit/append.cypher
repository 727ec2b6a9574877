// Add one entry to the audit log. A transaction that is run again finds its own there and leaves it.
// access: write
// param id: STRING
// param at: ZONED DATETIME
// param action: STRING
// param actor: STRING
// param actor_user_id: STRING
// param actor_key_id: STRING
// param target_id: STRING
// param before: STRING
// param after: STRING
// param request_id: STRING
MERGE (entry:AuditEntry {id: $id})
ON CREATE SET entry.at = $at, entry.action = $action, entry.actor = $actor, entry.actor_user_id = $actor_user_id,
              entry.actor_key_id = $actor_key_id, entry.target_id = $target_id, entry.before = $before,
              entry.after = $after, entry.request_id = $request_id
