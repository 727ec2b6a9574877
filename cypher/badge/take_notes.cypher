// Take what was noted of members to be looked at: what is noted after that is for the next time.
// access: write
// param ids: LIST OF STRING
UNWIND $ids AS id
MATCH (due:BadgeDue {user_id: id})
DELETE due
