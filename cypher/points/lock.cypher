// Lock members in the order given, before their ledgers are read: what one adds, the next sees. Those who are gone give no row.
// access: write
// param user_ids: LIST OF STRING
// column user_id: STRING
// column entries: INTEGER
UNWIND $user_ids AS id
MATCH (user:User {id: id})
SET user:User
RETURN user.id AS user_id, coalesce(user.point_entries, 0) AS entries
