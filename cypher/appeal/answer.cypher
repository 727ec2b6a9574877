// Answer an open appeal; no row when there is none. Touching the action first locks it. Gives what is needed to undo it.
// access: write
// param id: STRING
// param state: STRING
// param answer: STRING
// param user_id: STRING
// param at: ZONED DATETIME
// column kind: STRING
// column case_id: STRING
// column target_id: STRING
// column user_id: STRING
// column from_area_id: STRING
// column original_id: STRING
MATCH (action:ModerationAction {id: $id})
SET action:ModerationAction
WITH action
WHERE action.appeal_state = 'OPEN'
SET action.appeal_state = $state, action.answer = $answer, action.answered_by = $user_id, action.answered_at = $at
RETURN action.kind AS kind, action.case_id AS case_id, action.target_id AS target_id, action.user_id AS user_id,
       action.from_area_id AS from_area_id, action.original_id AS original_id
