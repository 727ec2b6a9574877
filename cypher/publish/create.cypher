// Write a content with its author, area and tags; no row without the author. A transaction that is run again finds its own there.
// access: write
// param id: STRING
// param labels: LIST OF STRING
// param kind: STRING
// param slug: STRING
// param title: STRING
// param body: STRING
// param visibility: STRING
// param at: ZONED DATETIME
// param author_id: STRING
// param area: STRING
// param tags: LIST OF STRING
// param properties: MAP
// column id: STRING
MATCH (user:User {id: $author_id})
MERGE (content:Content {id: $id})
ON CREATE SET content += $properties, content:$($labels), content.kind = $kind, content.slug = $slug,
  content.title = $title, content.body = $body, content.visibility = $visibility, content.published_at = $at,
  content.version = 1
MERGE (user)-[wrote:AUTHORED]->(content)
ON CREATE SET wrote.user_id = user.id, wrote.at = $at
WITH content
CALL (content) {
  UNWIND $tags AS slug
  MATCH (tag:Tag {slug: slug})
  MERGE (content)-[tagged:TAGGED]->(tag)
  ON CREATE SET tagged.tag_id = tag.id, tagged.published_at = $at
}
CALL (content) {
  MATCH (area:Area {slug: $area})
  MERGE (content)-[placed:IN_AREA]->(area)
  ON CREATE SET placed.area_id = area.id, placed.published_at = $at
}
RETURN content.id AS id
