// Erase what a person voted. What they voted for keeps its counts, so that nobody else's jump.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (:Erasing {user_id: $user_id})-[vote:VOTED]->()
WITH vote LIMIT $limit
DELETE vote
RETURN {votes: count(vote)} AS counts
