// Let a member follow a user, tag, area or content, or not any more; no row when they can't find it.
// access: write
// audience: viewer
// param user_id: STRING
// param target_id: STRING
// param following: BOOLEAN
// param at: ZONED DATETIME
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// column target_id: STRING
// column was: BOOLEAN
MATCH (user:User {id: $user_id})
CALL () {
  MATCH (target:User {id: $target_id}) RETURN target
  UNION
  MATCH (target:Tag {id: $target_id}) RETURN target
  UNION
  MATCH (target:Area {id: $target_id}) RETURN target
  UNION
  MATCH (content:Content {id: $target_id})
  WHERE content.visibility IN $audience AND content.published_at <= $now
  RETURN content AS target
}
OPTIONAL MATCH (user)-[held:FOLLOWS]->(target)
WITH user, target, collect(held) AS held
FOREACH (edge IN CASE WHEN $following THEN [] ELSE held END | DELETE edge)
FOREACH (_ IN CASE WHEN $following AND size(held) = 0 THEN [1] ELSE [] END |
  CREATE (user)-[:FOLLOWS {since: $at, area_id: CASE WHEN target:Area THEN $target_id END}]->(target))
RETURN $target_id AS target_id, size(held) > 0 AS was
