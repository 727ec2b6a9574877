// Let what a person wrote stand without an author.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (:Erasing {user_id: $user_id})-[wrote:AUTHORED]->(:Content)
WITH wrote LIMIT $limit
DELETE wrote
RETURN {contents_anonymised: count(wrote)} AS counts
