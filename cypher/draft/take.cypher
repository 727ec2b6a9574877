// Take a draft away to publish it, if it is as it was read; no row otherwise.
// Setting a label that is there already locks the author: who waits looks for the draft when the one before is done with it.
// access: write
// param id: STRING
// param user_id: STRING
// param version: INTEGER
// column id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (draft:Draft {id: $id, user_id: $user_id})
WHERE draft.version = $version
WITH draft, draft.id AS id
DELETE draft
RETURN id
