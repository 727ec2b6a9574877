// The members of another system that are here already.
// access: read
// param external_ids: LIST OF STRING
// column external_id: STRING
// column id: STRING
// column text: STRING
UNWIND $external_ids AS external_id
MATCH (user:User {external_id: external_id})
RETURN user.external_id AS external_id, user.id AS id, user.display_name AS text
