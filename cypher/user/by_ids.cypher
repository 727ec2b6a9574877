// Users as others see them. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column external_id: STRING
// column handle: STRING
// column display_name: STRING
// column joined_at: INTEGER
UNWIND $ids AS id
MATCH (user:User {id: id})
RETURN user.id AS id, user.external_id AS external_id, user.handle AS handle, user.display_name AS display_name,
       user.joined_at.epochMillis AS joined_at
