// The texts of contents. Who may read one is decided before this is asked.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column body: STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
RETURN content.id AS content_id, content.body AS body
