// Tags by slug. In no particular order.
// access: read
// param slugs: LIST OF STRING
// column id: STRING
// column slug: STRING
// column name: STRING
UNWIND $slugs AS slug
MATCH (tag:Tag {slug: slug})
RETURN tag.id AS id, tag.slug AS slug, tag.name AS name
