// What a user was paid out or is about to be, in the order of ids.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
UNWIND ['PENDING', 'SENT', 'RETURNED'] AS state
CALL (state) {
  MATCH (payout:Payout)
  USING INDEX SEEK payout:Payout(user_id, state, id)
  WHERE payout.user_id = $user_id AND payout.state = state AND payout.id > $after
  RETURN payout
  ORDER BY payout.user_id, payout.state, payout.id
  LIMIT $limit
}
RETURN payout.id AS key,
       payout {.id, .state, .amount_minor, .currency, .reference, .reason, .created_at, .sent_at, .returned_at} AS row
ORDER BY key
LIMIT $limit
