// Write down what was done to a content or member, and why.
// access: write
// param id: STRING
// param case_id: STRING
// param kind: STRING
// param target_id: STRING
// param user_id: STRING
// param norm: STRING
// param reason: STRING
// param actor_id: STRING
// param at: ZONED DATETIME
// param until: ZONED DATETIME
// param from_area_id: STRING
// param original_id: STRING
MERGE (action:ModerationAction {id: $id})
ON CREATE SET action.case_id = $case_id, action.kind = $kind, action.target_id = $target_id, action.user_id = $user_id,
  action.norm = $norm, action.reason = $reason, action.actor_id = $actor_id, action.at = $at, action.until = $until,
  action.from_area_id = $from_area_id, action.original_id = $original_id
