// The content of another system that is here already.
// access: read
// param external_ids: LIST OF STRING
// column external_id: STRING
// column id: STRING
// column text: STRING
UNWIND $external_ids AS external_id
MATCH (content:Content {external_id: external_id})
RETURN content.external_id AS external_id, content.id AS id, content.title AS text
