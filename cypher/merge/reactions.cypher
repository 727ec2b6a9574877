// Make the reactions of a member the survivor's: each kind on a content once, none on what they wrote themselves.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (:Merged {user_id: $from_id})-[old:REACTED]->(content:Content)
WITH user, old, content LIMIT $limit
WITH user, old, content ORDER BY content.id
SET content:Content
WITH user, old, content
OPTIONAL MATCH ()-[own:REACTED {key: $into_id + '|' + content.id + '|' + old.kind}]->()
WITH user, old, content, own, old.kind AS kind, old.at AS at, EXISTS { (user)-[:AUTHORED]->(content) } AS self
FOREACH (_ IN CASE WHEN self OR own IS NOT NULL THEN [1] ELSE [] END |
  SET content[toLower(kind) + '_held'] = coalesce(content[toLower(kind) + '_held'], 1) - 1)
FOREACH (_ IN CASE WHEN own IS NULL AND NOT self THEN [1] ELSE [] END |
  CREATE (user)-[:REACTED {key: $into_id + '|' + content.id + '|' + kind, kind: kind, at: at}]->(content))
FOREACH (_ IN CASE WHEN at < own.at THEN [1] ELSE [] END | SET own.at = at)
DELETE old
RETURN {reactions: count(old)} AS counts
