// Make of a content its next version, if it is at the version that was read and wasn't removed, and keep both; no row otherwise.
// Setting a label that is there already locks the content until the commit.
// What stands below it carries its title.
// access: write
// param id: STRING
// param version: INTEGER
// param among: LIST OF STRING
// param title: STRING
// param body: STRING
// param tags: LIST OF STRING
// param area: STRING
// param properties: MAP
// param before: MAP
// param author_id: STRING
// param editor_id: STRING
// param note: STRING
// param at: ZONED DATETIME
// column visibility: STRING
MATCH (content:Content {id: $id})
SET content:Content
WITH content
WHERE coalesce(content.version, 1) = $version AND content.visibility IN $among
CALL (content) {
  WITH content WHERE $version = 1
  MERGE (first:Revision {content_id: $id, number: 1})
  ON CREATE SET first += $before, first.editor_id = $author_id, first.at = content.published_at
  MERGE (content)-[:REVISED]->(first)
}
CALL (content) {
  WITH content WHERE content.title <> $title
  MATCH (content)<-[:REPLIES_TO|ANSWERS]-{1,101}(below:Content)
  WHERE NOT below:Standalone
  SET below.title = $title
}
SET content += $properties, content.title = $title, content.body = $body, content.version = $version + 1,
  content.edited_at = $at
MERGE (revision:Revision {content_id: $id, number: $version + 1})
ON CREATE SET revision.title = $title, revision.source = content.source, revision.format = content.format,
  revision.tags = $tags, revision.area = $area, revision.editor_id = $editor_id, revision.note = $note,
  revision.at = $at
MERGE (content)-[:REVISED]->(revision)
WITH content
CALL (content) {
  MATCH (content)-[tagged:TAGGED]->(tag:Tag)
  WHERE NOT tag.slug IN $tags
  DELETE tagged
}
CALL (content) {
  UNWIND $tags AS slug
  MATCH (tag:Tag {slug: slug})
  MERGE (content)-[tagged:TAGGED]->(tag)
  ON CREATE SET tagged.tag_id = tag.id, tagged.published_at = content.published_at
}
CALL (content) {
  MATCH (content)-[placed:IN_AREA]->(area:Area)
  WHERE area.slug <> $area
  DELETE placed
}
CALL (content) {
  MATCH (area:Area {slug: $area})
  MERGE (content)-[placed:IN_AREA]->(area)
  ON CREATE SET placed.area_id = area.id, placed.published_at = content.published_at
}
RETURN content.visibility AS visibility
