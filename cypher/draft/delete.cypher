// Delete a draft of a member's own; no row when there is none. Setting a label that is there already locks the author.
// access: write
// param id: STRING
// param user_id: STRING
// column id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (draft:Draft {id: $id, user_id: $user_id})
WITH draft, draft.id AS id
DELETE draft
RETURN id
