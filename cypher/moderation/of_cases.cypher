// What was done in some cases, the latest first.
// access: read
// param ids: LIST OF STRING
// column case_id: STRING
// column action_ids: LIST OF STRING
UNWIND $ids AS id
MATCH (action:ModerationAction {case_id: id})
WITH id, action.id AS action_id ORDER BY action_id DESC
RETURN id AS case_id, collect(action_id) AS action_ids
