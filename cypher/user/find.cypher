// The user with that handle or external id.
// access: read
// param handle: STRING
// param external_id: STRING
// column id: STRING
// column external_id: STRING
// column handle: STRING
// column display_name: STRING
// column joined_at: INTEGER
CALL () {
  MATCH (user:User {handle: $handle}) RETURN user
  UNION
  MATCH (user:User {external_id: $external_id}) RETURN user
}
RETURN user.id AS id, user.external_id AS external_id, user.handle AS handle, user.display_name AS display_name,
       user.joined_at.epochMillis AS joined_at
