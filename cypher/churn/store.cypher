// Write what members went through: spans that aren't so any more go, and those that are new come. Touching the user first
// locks them. Gives the spans that are new, of members who let partners know.
// access: write
// param rows: LIST OF MAP
// column id: STRING
UNWIND $rows AS row
MATCH (user:User {id: row.user_id})
SET user.id = row.user_id
WITH row, user
CALL (row, user) {
  MATCH (user)-[:PASSED_THROUGH]->(old:ChurnSpan)
  WHERE old.since > row.settled AND NOT old.id IN row.ids
  DETACH DELETE old
}
CALL (row, user) {
  UNWIND row.spans AS found
  OPTIONAL MATCH (known:ChurnSpan {id: found.id})
  WITH user, found, known IS NULL AS fresh
  MERGE (span:ChurnSpan {id: found.id})
  MERGE (user)-[:PASSED_THROUGH]->(span)
  SET span.state = found.state, span.since = found.since, span.until = found.until, span.reason = found.reason
  RETURN collect(CASE WHEN fresh THEN found.id END) AS fresh
}
SET user += row.found
WITH user, fresh
WHERE 'PARTNER_SHARING' IN user.consents
UNWIND fresh AS id
RETURN id
