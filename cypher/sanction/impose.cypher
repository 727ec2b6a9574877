// Let a sanction of a member hold until then; the action says why. It replaces the one of the same kind.
// access: write
// param user_id: STRING
// param kind: STRING
// param until: ZONED DATETIME
// param action_id: STRING
// param at: ZONED DATETIME
MERGE (sanction:Sanction {user_id: $user_id, kind: $kind})
SET sanction.until = $until, sanction.changed_at = $at, sanction.action_id = $action_id,
  sanction.pending = CASE $kind WHEN 'BAN' THEN true END
