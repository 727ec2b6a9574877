// Who follows a user, by id, so that the order needs no property of the edge.
// access: read
// param user_id: STRING
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (:User {id: $user_id})<-[:FOLLOWS]-(follower:User)
WHERE follower.id > $after_id
RETURN follower.id AS id
ORDER BY id
LIMIT $limit
