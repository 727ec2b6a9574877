// The texts of contents as their authors wrote them.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column body: STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
RETURN content.id AS content_id, coalesce(content.source, content.body) AS body
