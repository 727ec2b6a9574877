// Add members of another system. One that is there already stays as it is. Activity is 0 until a job computes it, so that
// nobody is missing from the list that is ordered by it.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (user:User {external_id: row.external_id})
ON CREATE SET user.id = row.id, user.handle = row.handle, user.display_name = row.display_name, user.joined_at = datetime({epochMillis: row.joined_ms}),
  user.activity = 0.0
