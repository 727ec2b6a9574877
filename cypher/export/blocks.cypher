// Whom a user mutes and blocks.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[held:MUTES|BLOCKS]->(other:User)
WITH other.id + '|' + type(held) AS key, {id: other.id, handle: other.handle, kind: type(held), since: held.since} AS row
WHERE key > $after
RETURN key, row
ORDER BY key
LIMIT $limit
