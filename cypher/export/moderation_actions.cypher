// What moderators did to a user and their contents, and the appeals; not which moderator it was.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (action:ModerationAction)
WHERE action.user_id = $user_id AND action.id > $after
RETURN action.id AS key,
       action {.id, .kind, .target_id, .norm, .reason, .at, .until, .appeal_state, .appealed_at, .appeal_text, .answer,
               .answered_at} AS row
ORDER BY action.user_id, action.id
LIMIT $limit
