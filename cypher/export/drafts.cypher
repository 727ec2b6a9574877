// What a user has not published yet, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (draft:Draft)
WHERE draft.user_id = $user_id AND draft.id > $after
RETURN draft.id AS key, draft {.*} AS row
ORDER BY draft.user_id, draft.id
LIMIT $limit
