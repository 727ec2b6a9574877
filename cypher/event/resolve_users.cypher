// The users meant by ids or external ids, and whether they consent to analytics.
// access: read
// param ids: LIST OF STRING
// param external_ids: LIST OF STRING
// column id: STRING
// column external_id: STRING
// column analytics: BOOLEAN
CALL () {
  UNWIND $ids AS id
  MATCH (user:User {id: id}) RETURN user
  UNION
  UNWIND $external_ids AS external_id
  MATCH (user:User {external_id: external_id}) RETURN user
}
RETURN user.id AS id, user.external_id AS external_id, 'ANALYTICS' IN coalesce(user.consents, []) AS analytics
