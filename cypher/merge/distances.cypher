// Let the survivor keep away whom a member mutes and blocks, and be kept away by who keeps them away.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (gone:Merged {user_id: $from_id})-[old:MUTES|BLOCKS]-(other:User)
WITH user, old, other, startNode(old) = gone AS outwards LIMIT $limit
WITH user, old, other, outwards, type(old) AS type, old.since AS since
CALL (user, other, outwards, type, since) {
  WITH * WHERE outwards AND other <> user AND NOT EXISTS { MATCH (user)-[own:MUTES|BLOCKS]->(other) WHERE type(own) = type }
  CREATE (user)-[:$(type) {since: since}]->(other)
}
CALL (user, other, outwards, type, since) {
  WITH * WHERE NOT outwards AND other <> user AND NOT EXISTS { MATCH (other)-[own:MUTES|BLOCKS]->(user) WHERE type(own) = type }
  CREATE (other)-[:$(type) {since: since}]->(user)
}
DELETE old
RETURN {mutes_and_blocks: count(old)} AS counts
