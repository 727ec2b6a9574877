// Let the survivor follow whom and what a member follows, once, from the earlier moment on; agreed to the later norms.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (:Merged {user_id: $from_id})-[old:FOLLOWS]->(target)
WITH user, old, target LIMIT $limit
OPTIONAL MATCH (user)-[own:FOLLOWS]->(target)
WITH user, old, target, head(collect(own)) AS own, properties(old) AS was
FOREACH (_ IN CASE WHEN own IS NULL AND target <> user THEN [1] ELSE [] END |
  CREATE (user)-[made:FOLLOWS]->(target) SET made = was)
FOREACH (_ IN CASE WHEN was.since < own.since THEN [1] ELSE [] END | SET own.since = was.since)
FOREACH (_ IN CASE WHEN was.norms_version > coalesce(own.norms_version, 0) AND own IS NOT NULL THEN [1] ELSE [] END |
  SET own.norms_version = was.norms_version, own.norms_at = was.norms_at)
DELETE old
RETURN {follows: count(old)} AS counts
