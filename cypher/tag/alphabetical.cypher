// Tags by slug, from A to Z.
// access: read
// param after_slug: STRING
// param limit: INTEGER
// column id: STRING
// column slug: STRING
// column name: STRING
MATCH (tag:Tag)
WHERE tag.slug > $after_slug
RETURN tag.id AS id, tag.slug AS slug, tag.name AS name
ORDER BY tag.slug
LIMIT $limit
