// Tags by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column slug: STRING
// column name: STRING
UNWIND $ids AS id
MATCH (tag:Tag {id: id})
RETURN tag.id AS id, tag.slug AS slug, tag.name AS name
