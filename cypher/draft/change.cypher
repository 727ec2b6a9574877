// Write over a draft of its author's; no row when they have none of that id. What kept it from being published is past.
// Setting a label that is there already locks the author.
// access: write
// param id: STRING
// param user_id: STRING
// param properties: MAP
// column id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (draft:Draft {id: $id, user_id: $user_id})
SET draft += $properties, draft.version = draft.version + 1, draft.problem = NULL
RETURN draft.id AS id
