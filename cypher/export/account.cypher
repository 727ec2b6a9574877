// What a user is known by, and what accounts were that were merged into theirs.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
CALL () {
  MATCH (user:User {id: $user_id})
  RETURN user.id AS key, user {.*} AS row
  UNION ALL
  MATCH (former:Merged {into_id: $user_id})
  RETURN former.user_id AS key, former {.user_id, .handle, .external_id, .started_at} AS row
}
WITH key, row
WHERE key > $after
RETURN key, row
ORDER BY key
LIMIT $limit
