// Store users' interests, and drop what fell out; what a member declared stays. Only what changed is written, so that a
// popular tag isn't locked for nothing.
// access: write
// param rows: LIST OF MAP
// param as_of: ZONED DATETIME
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
SET user.interests_at = $as_of
WITH user, row
CALL (user, row) {
  OPTIONAL MATCH (user)-[old:INTERESTED_IN]->(tag:Tag)
  WHERE NOT tag.id IN row.tag_ids AND NOT coalesce(old.declared, false)
  DELETE old
}
CALL (user, row) {
  UNWIND range(0, size(row.tag_ids) - 1) AS n
  MATCH (tag:Tag {id: row.tag_ids[n]})
  MERGE (user)-[interest:INTERESTED_IN]->(tag)
  WITH interest, row.affinities[n] AS affinity
  WHERE interest.affinity IS NULL OR abs(interest.affinity - affinity) > 1e-6
  SET interest.affinity = affinity
}
