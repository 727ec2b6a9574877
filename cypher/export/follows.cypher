// Whom and what a user follows.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[follow:FOLLOWS]->(followed:User|Tag|Area|Content)
WHERE followed.id > $after
RETURN followed.id AS key, {id: followed.id, since: follow.since, name: coalesce(followed.slug, followed.handle),
       agreed_norms_version: follow.norms_version, agreed_norms_at: follow.norms_at} AS row
ORDER BY key
LIMIT $limit
