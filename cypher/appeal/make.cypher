// Appeal an action, once; no row when that was done before, or the action isn't this member's. Touching it first locks it.
// access: write
// param id: STRING
// param user_id: STRING
// param text: STRING
// param at: ZONED DATETIME
// column id: STRING
MATCH (action:ModerationAction {id: $id})
SET action:ModerationAction
WITH action
WHERE action.user_id = $user_id AND action.appeal_state IS NULL
SET action.appeal_state = 'OPEN', action.appealed_at = $at, action.appeal_text = $text
RETURN action.id AS id
