// What a user wrote, with its tags and area and what it stands below, in the order of time; read from the index of AUTHORED.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (:User)-[wrote:AUTHORED]->(content:Content)
WHERE wrote.user_id = $user_id AND wrote.at >= datetime(CASE $after WHEN '' THEN '0001-01-01T00:00Z' ELSE split($after, '|')[0] END)
  AND ($after = '' OR wrote.at > datetime(split($after, '|')[0]) OR content.id > split($after, '|')[1])
WITH wrote, content ORDER BY wrote.user_id, wrote.at, content.id LIMIT $limit
RETURN toString(wrote.at) + '|' + content.id AS key, content {
  .*, tags: [(content)-[:TAGGED]->(tag:Tag) | tag.slug], area: head([(content)-[:IN_AREA]->(area:Area) | area.slug]),
  below: head([(content)-[:REPLIES_TO|ANSWERS|PART_OF]->(above:Content) | above.id])} AS row
ORDER BY wrote.user_id, wrote.at, content.id
