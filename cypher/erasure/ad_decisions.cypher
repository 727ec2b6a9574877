// Let the decisions about ads that were made for a person name nobody, and forget that ads are chosen for them. What was
// counted of them names nobody anyway.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (reader:AdReader {user_id: $user_id})
  DELETE reader
  RETURN count(reader) AS readers
}
CALL () {
  MATCH (decision:AdDecision)
  WHERE decision.user_id = $user_id AND decision.id > ''
  WITH decision LIMIT $limit
  REMOVE decision.user_id, decision.client, decision.matched
  RETURN count(decision) AS decisions
}
RETURN {ad_decisions: decisions, ad_readers: readers} AS counts
