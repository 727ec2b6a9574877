// To which contents hidden duplicates lead, by their ids, slugs or external ids.
// access: read
// param names: LIST OF STRING
// column name: STRING
// column original_id: STRING
UNWIND $names AS name
CALL (name) {
  MATCH (content:Content {id: name}) RETURN content
  UNION
  MATCH (content:Content {slug: name}) RETURN content
  UNION
  MATCH (content:Content {external_id: name}) RETURN content
}
MATCH (content)-[:LINKS_TO {kind: 'DUPLICATE'}]->(original:Content)
WHERE content.visibility = 'HIDDEN'
RETURN name, original.id AS original_id
