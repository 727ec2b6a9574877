// Make what a member keeps the survivor's: each content once, with the notes of both.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (:Merged {user_id: $from_id})-[old:BOOKMARKED]->(content:Content)
WITH user, old, content LIMIT $limit
WITH user, old, content ORDER BY content.id
SET content:Content
WITH user, old, content
OPTIONAL MATCH ()-[own:BOOKMARKED {key: $into_id + '|' + content.id}]->()
WITH user, old, content, own, old.at AS at, old.note AS note
FOREACH (_ IN CASE WHEN own IS NULL THEN [1] ELSE [] END |
  CREATE (user)-[:BOOKMARKED {key: $into_id + '|' + content.id, user_id: $into_id, at: at, note: note}]->(content))
FOREACH (_ IN CASE WHEN own IS NULL THEN [] ELSE [1] END |
  SET own.at = CASE WHEN at < own.at THEN at ELSE own.at END,
    own.note = CASE WHEN own.note IS NULL OR own.note = note THEN note
                    WHEN note IS NULL THEN own.note
                    ELSE own.note + '\n' + note END,
    content.bookmark_held = coalesce(content.bookmark_held, 1) - 1)
DELETE old
RETURN {bookmarks: count(old)} AS counts
