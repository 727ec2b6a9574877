// Let contents that mention a member mention the survivor.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
MATCH (content:Content)-[old:MENTIONS]->(:Merged {user_id: $from_id})
WITH user, old, content LIMIT $limit
WITH user, old, content, old.at AS at
FOREACH (_ IN CASE WHEN EXISTS { (content)-[:MENTIONS]->(user) } OR EXISTS { (user)-[:AUTHORED]->(content) } THEN [] ELSE [1] END |
  CREATE (content)-[:MENTIONS {at: at}]->(user))
DELETE old
RETURN {mentions: count(old)} AS counts
