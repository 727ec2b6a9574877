// Store the activity of users for lists to be ordered by.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
SET user.activity = row.value, user.activity_at = $as_of
