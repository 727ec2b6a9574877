// End a sanction that holds; no row when there is none. `action_id`, where given, must be what imposed it.
// access: write
// param user_id: STRING
// param kind: STRING
// param action_id: STRING
// param at: ZONED DATETIME
// column user_id: STRING
MATCH (sanction:Sanction {user_id: $user_id, kind: $kind})
SET sanction:Sanction
WITH sanction
WHERE (sanction.until IS NULL OR sanction.until > $at) AND ($action_id IS NULL OR sanction.action_id = $action_id)
SET sanction.until = $at, sanction.changed_at = $at
RETURN sanction.user_id AS user_id
