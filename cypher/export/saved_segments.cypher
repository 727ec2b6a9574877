// The saved segments a user was in at the last run.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[held:IN_SAVED]->(saved:SavedSegment)
WHERE saved.id > $after
RETURN saved.id AS key, saved {.slug, .name, activity: held.activity} AS row
ORDER BY key
LIMIT $limit
