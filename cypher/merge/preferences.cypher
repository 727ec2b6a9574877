// Let the survivor want what a member wants more or less of, where they have no wish of their own, and be wanted as that member was.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (gone:Merged {user_id: $from_id})-[old:PREFERS]-(other)
WITH user, old, other, startNode(old) = gone AS outwards LIMIT $limit
WITH user, old, other, outwards, properties(old) AS was
CALL (user, other, outwards, was) {
  WITH * WHERE outwards AND other <> user AND NOT EXISTS { (user)-[:PREFERS]->(other) }
  CREATE (user)-[made:PREFERS]->(other) SET made = was
}
CALL (user, other, outwards, was) {
  WITH * WHERE NOT outwards AND other <> user AND NOT EXISTS { (other)-[:PREFERS]->(user) }
  CREATE (other)-[made:PREFERS]->(user) SET made = was
}
DELETE old
RETURN {preferences: count(old)} AS counts
