// Keep that a member reacts to a content in some way, or not any more, and count it; gives back whether that changed anything.
// Likes are counted by who records them as events.
// access: write
// param user_id: STRING
// param content_id: STRING
// param kind: STRING
// param on: BOOLEAN
// param counter: STRING
// param at: ZONED DATETIME
// column changed: BOOLEAN
MATCH (user:User {id: $user_id})
MATCH (content:Content {id: $content_id})
OPTIONAL MATCH ()-[held:REACTED {key: $user_id + '|' + $content_id + '|' + $kind}]->()
WITH user, content, collect(held) AS held
WITH user, content, held, $on <> (size(held) > 0) AS changed
FOREACH (edge IN CASE WHEN changed THEN held ELSE [] END | DELETE edge)
FOREACH (_ IN CASE WHEN changed AND $on THEN [1] ELSE [] END |
  CREATE (user)-[:REACTED {key: $user_id + '|' + $content_id + '|' + $kind, kind: $kind, at: $at}]->(content))
FOREACH (_ IN CASE WHEN changed AND $kind <> 'LIKE' THEN [1] ELSE [] END |
  SET content[$counter] = coalesce(content[$counter], 0) + CASE WHEN $on THEN 1 ELSE -1 END)
RETURN changed
