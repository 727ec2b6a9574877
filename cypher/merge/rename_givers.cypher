// Let the entries of a ledger that are because of what a member did be because of the survivor.
// access: write
// param user_id: STRING
// param from_id: STRING
// param into_id: STRING
// column entries: INTEGER
MATCH (entry:PointEntry)
WHERE entry.actor_id = $from_id AND entry.user_id = $user_id
SET entry.actor_id = $into_id, entry.fact_id = replace(entry.fact_id, $from_id, $into_id)
RETURN count(entry) AS entries
