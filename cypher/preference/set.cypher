// Let a member want more or less of a tag, an author or an area; a weight of 0 forgets it. No row where there is no such thing, or no
// such member. Touching the user first locks them, so that the number of their wishes holds.
// access: write
// param user_id: STRING
// param target_id: STRING
// param weight: FLOAT
// param most: INTEGER
// param at: ZONED DATETIME
// column target_id: STRING
// column full: BOOLEAN
MATCH (user:User {id: $user_id})
SET user:User
WITH user
CALL () {
  MATCH (target:User {id: $target_id}) RETURN target
  UNION
  MATCH (target:Tag {id: $target_id}) RETURN target
  UNION
  MATCH (target:Area {id: $target_id}) RETURN target
}
OPTIONAL MATCH (user)-[held:PREFERS]->(target)
WITH user, target, held, held IS NULL AND $weight <> 0 AND COUNT { (user)-[:PREFERS]->() } >= $most AS full
FOREACH (edge IN CASE WHEN $weight = 0 AND held IS NOT NULL THEN [held] ELSE [] END | DELETE edge)
FOREACH (_ IN CASE WHEN $weight <> 0 AND NOT full THEN [1] ELSE [] END |
  MERGE (user)-[made:PREFERS]->(target)
  SET made.since = CASE WHEN made.weight = $weight THEN made.since ELSE $at END, made.weight = $weight)
RETURN $target_id AS target_id, full
