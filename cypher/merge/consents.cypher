// Put a member's decisions behind the survivor's, and write down that what only one of the two consented to doesn't hold.
// access: write
// param from_id: STRING
// param into_id: STRING
// param withheld: LIST OF STRING
// param now: ZONED DATETIME
CALL () {
  MATCH (given:Consent)
  WHERE given.user_id = $into_id AND given.number > 0
  RETURN coalesce(max(given.number), 0) AS decisions
}
CALL (decisions) {
  MATCH (given:Consent)
  WHERE given.user_id = $from_id AND given.number > 0
  WITH given, given.number + decisions AS number
  SET given.user_id = NULL
  SET given.number = number
  SET given.user_id = $into_id
  RETURN coalesce(max(number), decisions) AS last
}
UNWIND range(0, size($withheld) - 1) AS n
CREATE (:Consent {user_id: $into_id, number: last + n + 1, purpose: $withheld[n], granted: false, version: 'merge', at: $now,
  source: 'MERGE'})
