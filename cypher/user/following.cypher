// Whom and what a user follows: users, tags and areas, by id.
// access: read
// param user_id: STRING
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (:User {id: $user_id})-[:FOLLOWS]->(followed:User|Tag|Area)
WHERE followed.id > $after_id
RETURN followed.id AS id
ORDER BY id
LIMIT $limit
