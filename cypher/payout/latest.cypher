// Payouts in some states, the latest first: of each state no more than are asked for.
// access: read
// param states: LIST OF STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
UNWIND $states AS state
CALL (state) {
  MATCH (payout:Payout)
  USING INDEX SEEK payout:Payout(state, id)
  WHERE payout.state = state AND payout.id < $before_id
  RETURN payout.id AS id
  ORDER BY payout.state DESC, payout.id DESC
  LIMIT $limit
}
RETURN id
ORDER BY id DESC
LIMIT $limit
