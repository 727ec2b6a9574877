// Note why a draft couldn't be published when its time came, so that its author mends it; it isn't tried again by itself.
// Setting a label that is there already locks the author.
// access: write
// param id: STRING
// param user_id: STRING
// param version: INTEGER
// param problem: STRING
// column id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (draft:Draft {id: $id, version: $version})
SET draft.problem = $problem
REMOVE draft.publish_at
RETURN draft.id AS id
