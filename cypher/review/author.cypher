// What checks know of who publishes: since when they are here, and the bodies of their latest twenty contents but the one that is looked
// at, which say as well whether they have published a few.
// access: read
// param user_id: STRING
// param content_id: STRING
// column joined_at: ZONED DATETIME
// column published: INTEGER
// column latest: LIST OF STRING
MATCH (user:User {id: $user_id})
CALL (user) {
  MATCH (:User)-[wrote:AUTHORED]->(content:Content)
  WHERE wrote.user_id = user.id AND wrote.at IS NOT NULL AND content.id <> $content_id
  WITH content, wrote ORDER BY wrote.user_id DESC, wrote.at DESC
  LIMIT 20
  RETURN count(content) AS published, collect(content.body) AS latest
}
RETURN user.joined_at AS joined_at, published, latest
