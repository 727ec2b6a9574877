// A content as its author has it, whoever else may find it; no row when they didn't write it.
// access: read
// param id: STRING
// param user_id: STRING
// column id: STRING
// column kind: STRING
// column visibility: STRING
// column version: INTEGER
// column title: STRING
// column source: STRING
// column format: STRING
// column tags: LIST OF STRING
// column area: STRING
// column author_id: STRING
MATCH (content:Content {id: $id})<-[:AUTHORED]-(:User {id: $user_id})
RETURN content.id AS id, content.kind AS kind, content.visibility AS visibility,
       coalesce(content.version, 1) AS version, coalesce(content.title, '') AS title,
       coalesce(content.source, content.body, '') AS source, coalesce(content.format, 'HTML') AS format,
       COLLECT { MATCH (content)-[:TAGGED]->(tag:Tag) RETURN tag.slug ORDER BY tag.slug } AS tags,
       head([(content)-[:IN_AREA]->(area:Area) | area.slug]) AS area, $user_id AS author_id
