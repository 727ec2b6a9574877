// A content as its author has it, whoever else may find it; no row when they didn't write it.
// access: read
// param id: STRING
// param user_id: STRING
// column id: STRING
// column visibility: STRING
MATCH (content:Content {id: $id})<-[:AUTHORED]-(:User {id: $user_id})
RETURN content.id AS id, content.visibility AS visibility
