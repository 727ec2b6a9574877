// The contents meant by ids or external ids.
// access: read
// param ids: LIST OF STRING
// param external_ids: LIST OF STRING
// column id: STRING
// column external_id: STRING
CALL () {
  UNWIND $ids AS id
  MATCH (content:Content {id: id}) RETURN content
  UNION
  UNWIND $external_ids AS external_id
  MATCH (content:Content {external_id: external_id}) RETURN content
}
RETURN content.id AS id, content.external_id AS external_id
