// End a membership. What they agreed to ends with it.
// access: write
// param user_id: STRING
// param area_id: STRING
// column left: BOOLEAN
MATCH (user:User {id: $user_id})
OPTIONAL MATCH (user)-[follow:FOLLOWS]->(:Area {id: $area_id})
WITH follow, follow IS NOT NULL AS left
DELETE follow
RETURN left
