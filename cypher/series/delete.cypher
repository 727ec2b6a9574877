// Delete a series of a member's own; its contents stay. No row when they have none of that id.
// Setting a label that is there already locks the author.
// access: write
// param id: STRING
// param user_id: STRING
// column id: STRING
MATCH (user:User {id: $user_id})
SET user:User
WITH user
MATCH (series:Series {id: $id, user_id: $user_id})
WITH series, series.id AS id
DETACH DELETE series
RETURN id
