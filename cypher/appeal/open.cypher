// Actions that were appealed and not answered, the oldest first.
// access: read
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
// column case_id: STRING
// column kind: STRING
// column target_id: STRING
// column user_id: STRING
// column norm: STRING
// column reason: STRING
// column actor_id: STRING
// column at: ZONED DATETIME
// column until: ZONED DATETIME
// column appeal_state: STRING
// column appealed_at: ZONED DATETIME
// column appeal_text: STRING
// column answer: STRING
// column answered_at: ZONED DATETIME
MATCH (action:ModerationAction)
WHERE action.appeal_state = 'OPEN' AND action.id > $after_id
RETURN action.id AS id, action.case_id AS case_id, action.kind AS kind, action.target_id AS target_id,
       action.user_id AS user_id, action.norm AS norm, action.reason AS reason, action.actor_id AS actor_id,
       action.at AS at, action.until AS until, action.appeal_state AS appeal_state,
       action.appealed_at AS appealed_at, action.appeal_text AS appeal_text, action.answer AS answer,
       action.answered_at AS answered_at
ORDER BY action.appeal_state, action.id
LIMIT $limit
