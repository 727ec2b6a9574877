// All contents of a member's series in its order, those taken from their readers too; no row when they have no such series.
// Setting a label that is there already locks the author: who waits reads what the one before has written.
// access: write
// param id: STRING
// param user_id: STRING
// column ids: LIST OF STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (series:Series {id: $id, user_id: $user_id})
RETURN COLLECT { MATCH (series)<-[part:IN_SERIES]-(content:Content) RETURN content.id ORDER BY part.place } AS ids
