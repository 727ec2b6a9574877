// Tags that stand beside a tag on its newest 200 contents, the most frequent first.
// access: read
// param tag_id: STRING
// param now: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
// column slug: STRING
// column name: STRING
MATCH (tag:Tag {id: $tag_id})
CALL (tag) {
  MATCH (content:Content)-[tagged:TAGGED]->(:Tag)
  WHERE tagged.tag_id = tag.id AND tagged.published_at <= $now
  RETURN content
  ORDER BY tagged.tag_id DESC, tagged.published_at DESC
  LIMIT 200
}
MATCH (content)-[:TAGGED]->(other:Tag)
WHERE other <> tag
WITH other, count(content) AS together
ORDER BY together DESC, other.slug
LIMIT $limit
RETURN other.id AS id, other.slug AS slug, other.name AS name
