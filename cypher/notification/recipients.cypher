// Who is to hear of a new content, and why: whom it mentions, and followers of what it is a reply to or part of, of its author, its area and its tags, each
// once, for the closest reason. Nobody hears of what was taken down meanwhile or of whom they mute or block, and who wrote what it is a reply to
// hears of that elsewhere.
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
  RETURN user, 2 AS place
  LIMIT $limit
  UNION ALL
  MATCH (content)-[:REPLIES_TO|ANSWERS|PART_OF]->{1,101}(:Content)<-[:FOLLOWS]-(user:User)
  RETURN user, 1 AS place
  LIMIT $limit
  UNION ALL
  MATCH (content)-[:IN_AREA]->(:Area)<-[:FOLLOWS]-(user:User)
  RETURN user, 3 AS place
  LIMIT $limit
  UNION ALL
  MATCH (content)-[:TAGGED]->(tag:Tag)
  CALL (tag) {
    MATCH (tag)<-[:FOLLOWS]-(user:User)
    RETURN user
    LIMIT $limit
  }
  RETURN user, 4 AS place
}
WITH content, user, min(place) AS place
WHERE NOT EXISTS { (user)-[:AUTHORED]->(content) }
  AND NOT EXISTS { (user)-[:MUTES|BLOCKS]->(:User)-[:AUTHORED]->(content) }
  AND NOT EXISTS { (user)-[:AUTHORED]->(:Content)<-[:REPLIES_TO|ANSWERS]-(content) }
RETURN user.id AS user_id,
       ['MENTIONED', 'FOLLOWED_CONTENT', 'FOLLOWED_AUTHOR', 'FOLLOWED_AREA', 'FOLLOWED_TAG'][place] AS kind
ORDER BY user_id
