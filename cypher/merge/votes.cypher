// Make the votes of a member the survivor's. Of two on one content the same one counts once, from the earlier moment; of two that differ
// the later counts. A vote on what they wrote themselves goes.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (:Merged {user_id: $from_id})-[old:VOTED]->(content:Content)
WITH user, old, content LIMIT $limit
WITH user, old, content ORDER BY content.id
SET content:Content
WITH user, old, content
OPTIONAL MATCH ()-[own:VOTED {key: $into_id + '|' + content.id}]->()
WITH user, old, content, own, old.value AS value, old.at AS at, EXISTS { (user)-[:AUTHORED]->(content) } AS self
WITH user, old, content, own, value, at, self,
     CASE WHEN self OR value = own.value THEN value
          WHEN own IS NULL THEN NULL
          WHEN at > own.at THEN own.value
          ELSE value END AS lost
FOREACH (_ IN CASE WHEN lost IS NULL THEN [] ELSE [1] END |
  SET content['vote_' + toLower(lost) + '_held'] = coalesce(content['vote_' + toLower(lost) + '_held'], 1) - 1)
FOREACH (_ IN CASE WHEN own IS NULL AND NOT self THEN [1] ELSE [] END |
  CREATE (user)-[:VOTED {key: $into_id + '|' + content.id, value: value, at: at}]->(content))
FOREACH (_ IN CASE WHEN own.value = value AND at < own.at THEN [1] ELSE [] END | SET own.at = at)
FOREACH (_ IN CASE WHEN own.value <> value AND at > own.at THEN [1] ELSE [] END | SET own.value = value, own.at = at)
DELETE old
RETURN {votes: count(old)} AS counts
