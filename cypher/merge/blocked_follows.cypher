// End that who blocks and who is blocked follow each other, which the two accounts may have come to by becoming one.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (user)-[:BLOCKS]-(other:User)
MATCH (user)-[follow:FOLLOWS]-(other)
WITH DISTINCT follow LIMIT $limit
DELETE follow
RETURN {follows_ended: count(follow)} AS counts
