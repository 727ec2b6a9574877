// Lock members in the order given, before their ledgers are read: what one adds, the next sees. Those who are gone give no row.
// access: write
// param user_ids: LIST OF STRING
// column user_id: STRING
// column entries: INTEGER
// column opted_out: BOOLEAN
// column time_zone: STRING
UNWIND $user_ids AS id
MATCH (user:User {id: id})
SET user:User
WITH user
OPTIONAL MATCH (book:PointBook {name: 'all'})
RETURN user.id AS user_id, coalesce(user.point_entries, 0) AS entries,
       coalesce(user.leaderboard_opt_out, false) AS opted_out, coalesce(book.time_zone, 'UTC') AS time_zone
