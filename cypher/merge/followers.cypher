// Let those who follow a member follow the survivor, once, from the earlier moment on.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (who:User)-[old:FOLLOWS]->(:Merged {user_id: $from_id})
WITH user, old, who LIMIT $limit
WITH user, old, who ORDER BY who.id
SET who:User
WITH user, old, who
OPTIONAL MATCH (who)-[own:FOLLOWS]->(user)
WITH user, old, who, head(collect(own)) AS own, old.since AS since
FOREACH (_ IN CASE WHEN own IS NULL AND who <> user THEN [1] ELSE [] END | CREATE (who)-[:FOLLOWS {since: since}]->(user))
FOREACH (_ IN CASE WHEN since < own.since THEN [1] ELSE [] END | SET own.since = since)
DELETE old
RETURN {followers: count(old)} AS counts
