// Let a member mute or block another, or not any more; no row when one of them isn't there. Who blocks and who is blocked follow each
// other no longer.
// access: write
// param user_id: STRING
// param target_id: STRING
// param type: STRING
// param on: BOOLEAN
// param most: INTEGER
// param at: ZONED DATETIME
// column target_id: STRING
// column full: BOOLEAN
MATCH (user:User {id: $user_id})
MATCH (target:User {id: $target_id})
OPTIONAL MATCH (user)-[held:MUTES|BLOCKS]->(target)
WHERE type(held) = $type
WITH user, target, collect(held) AS held, COUNT { (user)-[:MUTES|BLOCKS]->() } >= $most AS full
WITH user, target, held, full AND $on AND size(held) = 0 AS full
FOREACH (edge IN CASE WHEN $on THEN [] ELSE held END | DELETE edge)
FOREACH (_ IN CASE WHEN $on AND size(held) = 0 AND NOT full THEN [1] ELSE [] END |
  CREATE (user)-[:$($type) {since: $at}]->(target))
WITH user, target, full
OPTIONAL MATCH (user)-[follow:FOLLOWS]-(target)
WHERE $type = 'BLOCKS' AND $on AND NOT full
DELETE follow
RETURN DISTINCT $target_id AS target_id, full
