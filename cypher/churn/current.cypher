// Where users are now, with the figures that their risk is computed from.
// access: read
// param user_ids: LIST OF STRING
// column user_id: STRING
// column state: STRING
// column since: ZONED DATETIME
// column reason: STRING
// column last_active_on: DATE
// column usual_gap: FLOAT
// column rhythm: STRING
// column gaps: INTEGER
UNWIND $user_ids AS user_id
MATCH (user:User {id: user_id})-[:PASSED_THROUGH]->(span:ChurnSpan)
WHERE span.until IS NULL
RETURN user_id, span.state AS state, span.since AS since, span.reason AS reason, user.last_active_on AS last_active_on,
       user.usual_gap AS usual_gap, user.rhythm AS rhythm, user.gaps AS gaps
