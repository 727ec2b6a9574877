// Let what a person wrote stand without an author, in the search as well.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (:Erasing {user_id: $user_id})-[wrote:AUTHORED]->(content:Content)
WITH wrote, content LIMIT $limit
DELETE wrote
SET content.search_keys = [key IN content.search_keys WHERE key <> $user_id]
RETURN {contents_anonymised: count(wrote)} AS counts
