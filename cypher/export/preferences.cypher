// What a user wants more or less of in what is recommended to them.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[wish:PREFERS]->(target:User|Tag|Area)
WHERE target.id > $after
RETURN target.id AS key, wish {.*, id: target.id, name: coalesce(target.name, target.handle)} AS row
ORDER BY key
LIMIT $limit
