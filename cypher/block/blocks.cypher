// Whether one member blocks another.
// access: read
// param user_id: STRING
// param target_id: STRING
// column blocked: BOOLEAN
RETURN EXISTS { (:User {id: $user_id})-[:BLOCKS]->(:User {id: $target_id}) } AS blocked
