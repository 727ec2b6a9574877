// Who is to hear of a new content, and why: whom it mentions, and followers of its author, its area and its tags, each once, for the closest reason.
// Nobody hears of what was taken down meanwhile.
// access: read
// param content_id: STRING
// param limit: INTEGER
// column user_id: STRING
// column kind: STRING
MATCH (content:Content {id: $content_id})
WHERE content.visibility_before IS NULL
CALL (content) {
  MATCH (content)-[:MENTIONS]->(user:User)
  RETURN user, 0 AS place
  UNION ALL
  MATCH (content:Standalone)<-[:AUTHORED]-(:User)<-[:FOLLOWS]-(user:User)
  RETURN user, 1 AS place
  LIMIT $limit
  UNION ALL
  MATCH (content)-[:IN_AREA]->(:Area)<-[:FOLLOWS]-(user:User)
  RETURN user, 2 AS place
  LIMIT $limit
  UNION ALL
  MATCH (content)-[:TAGGED]->(tag:Tag)
  CALL (tag) {
    MATCH (tag)<-[:FOLLOWS]-(user:User)
    RETURN user
    LIMIT $limit
  }
  RETURN user, 3 AS place
}
WITH content, user, min(place) AS place
WHERE NOT EXISTS { (user)-[:AUTHORED]->(content) }
RETURN user.id AS user_id, ['MENTIONED', 'FOLLOWED_AUTHOR', 'FOLLOWED_AREA', 'FOLLOWED_TAG'][place] AS kind
ORDER BY user_id
