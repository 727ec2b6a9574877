// Let members be in these saved segments and in no others, at the place of their activity.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
CALL (user, row) {
  MATCH (user)-[held:IN_SAVED]->(:SavedSegment)
  WHERE NOT held.saved_id IN row.saved_ids
  DELETE held
}
UNWIND row.saved_ids AS id
MATCH (saved:SavedSegment {id: id})
MERGE (user)-[held:IN_SAVED]->(saved)
SET held.saved_id = id, held.activity = coalesce(user.activity, 0.0)
