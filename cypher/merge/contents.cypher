// Make the survivor the author of what a member wrote, in the search as well.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column ids: LIST OF STRING
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (:Merged {user_id: $from_id})-[wrote:AUTHORED]->(content:Content)
WITH user, wrote, content LIMIT $limit
WITH user, wrote, content ORDER BY content.id
SET content:Content
CREATE (user)-[:AUTHORED {user_id: $into_id, at: wrote.at, taken_at: wrote.taken_at}]->(content)
DELETE wrote
SET content.search_keys = [key IN content.search_keys | CASE key WHEN $from_id THEN $into_id ELSE key END]
RETURN collect(content.id) AS ids
