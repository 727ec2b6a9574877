// What a user did to contents, one row a kind of behaviour, the latest first.
// access: read
// audience: viewer
// param user_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param kinds: LIST OF STRING
// param before_at: ZONED DATETIME
// param before_key: STRING
// param limit: INTEGER
// column user_id: STRING
// column content_id: STRING
// column type: STRING
// column count: INTEGER
// column first_at: ZONED DATETIME
// column last_at: ZONED DATETIME
MATCH (user:User {id: $user_id})-[done:INTERACTED]->(content:Content)
WHERE content.visibility IN $audience AND content.published_at <= $now
UNWIND $kinds AS kind
WITH user, done, content, kind, done[kind + '_last'] AS last_at
WHERE last_at <= $before_at AND CASE last_at WHEN $before_at THEN content.id + kind < $before_key ELSE true END
RETURN user.id AS user_id, content.id AS content_id, toUpper(kind) AS type, done[kind + '_count'] AS count,
       done[kind + '_first'] AS first_at, last_at
ORDER BY last_at DESC, content_id + kind DESC
LIMIT $limit
