// Add members of another system. One that is there already stays as it is.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (user:User {external_id: row.external_id})
ON CREATE SET user.id = row.id, user.handle = row.handle, user.display_name = row.display_name, user.joined_at = row.joined_at
