// Add a member's first days to the survivor's, day by day: caps apply when activity is computed, to the sums.
// access: write
// param from_id: STRING
// param into_id: STRING
// param days: INTEGER
// param now: ZONED DATETIME
// column days: INTEGER
MATCH (user:User {id: $into_id})
MATCH (:Merged {user_id: $from_id})-[:ACTIVE_ON]->(old:UserDay)
WITH user, old ORDER BY old.date LIMIT $days
MERGE (day:UserDay {user_id: $into_id, date: old.date})
FOREACH (_ IN CASE WHEN day.touched_at IS NULL THEN [1] ELSE [] END | CREATE (user)-[:ACTIVE_ON]->(day))
SET day.touched_at = $now
FOREACH (kind IN [kind IN keys(old) WHERE NOT kind IN ['user_id', 'date', 'touched_at']] |
  SET day[kind] = coalesce(day[kind], 0) + old[kind])
DETACH DELETE old
RETURN count(old) AS days
