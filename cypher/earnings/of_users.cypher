// How the earnings of members stand, a row a currency. Who never earned gives none.
// access: read
// param ids: LIST OF STRING
// param held_from: DATE
// column user_id: STRING
// column currency: STRING
// column balance_minor: INTEGER
// column held_minor: INTEGER
// column under_way_minor: INTEGER
UNWIND $ids AS user_id
MATCH (balance:AccountBalance)
WHERE balance.account = 'member:' + user_id + ':earnings' AND balance.currency IS NOT NULL // names both, as the index does
CALL (balance) {
  MATCH (day:EarningDay)
  WHERE day.account = balance.account AND day.currency = balance.currency AND day.day >= $held_from
  RETURN sum(day.amount_minor) AS held_minor
}
CALL (user_id, balance) {
  MATCH (payout:Payout)
  WHERE payout.user_id = user_id AND payout.state = 'PENDING' AND payout.id > '' AND payout.currency = balance.currency
  RETURN sum(payout.amount_minor) AS under_way_minor
}
RETURN user_id, balance.currency AS currency, balance.amount_minor AS balance_minor, held_minor, under_way_minor
ORDER BY user_id, currency
