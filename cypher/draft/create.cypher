// Keep a new draft, unless its author has as many as they may; no row then. Setting a label that is there already locks the author.
// access: write
// param id: STRING
// param user_id: STRING
// param most: INTEGER
// param properties: MAP
// column id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
WHERE COUNT { MATCH (draft:Draft) WHERE draft.user_id = $user_id AND draft.id > '' AND draft.id <> $id } < $most
MERGE (draft:Draft {id: $id})
ON CREATE SET draft += $properties, draft.user_id = $user_id, draft.version = 1
RETURN draft.id AS id
