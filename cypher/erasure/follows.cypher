// Erase whom and what a person follows and asks for, who follows them, asks for more or less of them, and who mentions them.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (:Erasing {user_id: $user_id})-[follow:FOLLOWS|MENTIONS|PREFERS]-()
WITH follow LIMIT $limit
DELETE follow
RETURN {follows: count(follow)} AS counts
