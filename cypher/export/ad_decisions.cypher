// Which ads were chosen for a user and why, and what they did with them, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (decision:AdDecision)
WHERE decision.user_id = $user_id AND decision.id > $after
RETURN decision.id AS key, decision {.*} AS row
ORDER BY decision.user_id, decision.id
LIMIT $limit
