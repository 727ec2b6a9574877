// A ledger in which grants are because of what a member did.
// access: read
// param from_id: STRING
// column user_id: STRING
MATCH (entry:PointEntry)
WHERE entry.actor_id = $from_id
RETURN entry.user_id AS user_id
LIMIT 1
