// Forget what was computed of a member, and leave the survivor what they declared: the rest is computed anew of both.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
OPTIONAL MATCH (gone:Merged {user_id: $from_id})
CALL (user, gone) {
  MATCH (gone)-[old:INTERESTED_IN]->(tag:Tag)
  WITH user, old, tag LIMIT $limit
  OPTIONAL MATCH (user)-[own:INTERESTED_IN]->(tag)
  FOREACH (_ IN CASE WHEN old.declared AND own IS NULL THEN [1] ELSE [] END |
    CREATE (user)-[:INTERESTED_IN {affinity: old.affinity, declared: true}]->(tag))
  FOREACH (_ IN CASE WHEN old.declared AND own IS NOT NULL THEN [1] ELSE [] END | SET own.declared = true)
  DELETE old
  RETURN count(old) AS interests
}
CALL (gone) {
  MATCH (gone)-[:HAS_CANDIDATES]->(list:CandidateList)
  DETACH DELETE list
  RETURN count(list) AS lists
}
CALL (gone) {
  MATCH (gone)-[:ASSIGNED]->(assignment:SegmentAssignment)
  WITH assignment LIMIT $limit
  DETACH DELETE assignment
  RETURN count(assignment) AS segments
}
CALL (gone) {
  MATCH (gone)-[:PASSED_THROUGH]->(span:ChurnSpan)
  WITH span LIMIT $limit
  DETACH DELETE span
  RETURN count(span) AS spans
}
CALL (gone) {
  MATCH (gone)-[held:IN_SAVED]->(:SavedSegment)
  DELETE held
}
CALL (gone) {
  MATCH (gone)-[shown:WOULD_MOVE]->(:SegmentRules)
  DELETE shown
}
RETURN {interests: interests, candidate_lists: lists, segments: segments, churn_spans: spans} AS counts
