// The members of another system that are here already, and whether they consent to analytics; for a merged account the survivor.
// access: read
// param external_ids: LIST OF STRING
// column external_id: STRING
// column id: STRING
// column text: STRING
// column analytics: BOOLEAN
UNWIND $external_ids AS external_id
CALL (external_id) {
  MATCH (user:User {external_id: external_id}) RETURN user
  UNION
  MATCH (former:Merged {external_id: external_id}) MATCH (user:User {id: former.into_id}) RETURN user
}
RETURN external_id, user.id AS id, user.display_name AS text,
       'ANALYTICS' IN coalesce(user.consents, []) AS analytics
