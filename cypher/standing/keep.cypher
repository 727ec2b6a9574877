// Set what is kept of members' standing to what their ledgers come to.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (standing:Standing {user_id: row.user_id, scope: row.scope})
SET standing = row
