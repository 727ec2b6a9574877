// What a user wrote, with its tags and area and what it stands below, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (user:User {id: $user_id})-[:AUTHORED]->(content:Content)
WHERE content.id > $after
WITH content ORDER BY content.id LIMIT $limit
RETURN content.id AS key, content {
  .*, tags: [(content)-[:TAGGED]->(tag:Tag) | tag.slug], area: head([(content)-[:IN_AREA]->(area:Area) | area.slug]),
  below: head([(content)-[:REPLIES_TO|ANSWERS|PART_OF]->(above:Content) | above.id])} AS row
ORDER BY key
