// Whom and what a user follows: users, tags, areas, and contents that the viewer may find, by id.
// access: read
// audience: viewer
// param user_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param after_id: STRING
// param limit: INTEGER
// column id: STRING
MATCH (user:User {id: $user_id})
CALL (user) {
  MATCH (user)-[:FOLLOWS]->(followed:User|Tag|Area)
  RETURN followed.id AS id
  UNION ALL
  MATCH (user)-[:FOLLOWS]->(content:Content)
  WHERE content.visibility IN $audience AND content.published_at <= $now
  RETURN content.id AS id
}
WITH id
WHERE id > $after_id
RETURN id
ORDER BY id
LIMIT $limit
