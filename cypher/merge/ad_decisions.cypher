// Make the decisions about ads of an account the survivor's, so that caps go on.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (reader:AdReader {user_id: $from_id})
  DELETE reader
  RETURN count(reader) AS readers
}
CALL () {
  MATCH (decision:AdDecision)
  WHERE decision.user_id = $from_id AND decision.id > ''
  WITH decision LIMIT $limit
  SET decision.user_id = $into_id
  RETURN count(decision) AS decisions
}
RETURN {ad_decisions: decisions, ad_readers: readers} AS counts
