// Erase what was computed of a person: interests, candidates and segments.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
OPTIONAL MATCH (gone:Erasing {user_id: $user_id})
CALL (gone) {
  MATCH (gone)-[interest:INTERESTED_IN]->(:Tag)
  WITH interest LIMIT $limit
  DELETE interest
  RETURN count(interest) AS interests
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
