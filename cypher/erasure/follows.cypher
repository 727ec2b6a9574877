// Erase whom and what a person follows, who follows them, and who mentions them.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (:Erasing {user_id: $user_id})-[follow:FOLLOWS|MENTIONS]-()
WITH follow LIMIT $limit
DELETE follow
RETURN {follows: count(follow)} AS counts
