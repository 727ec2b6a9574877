// Erase what a person did to contents, and their place among the last readers, whose list is locked before it is read.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (gone:Erasing {user_id: $user_id})-[done:INTERACTED]->(content)
WITH done, content LIMIT $limit
OPTIONAL MATCH (near:Neighbourhood {content_id: content.id})
SET near:Neighbourhood
SET near.recent_readers = [reader IN near.recent_readers WHERE reader <> $user_id]
DELETE done
RETURN {interactions: count(done)} AS counts
