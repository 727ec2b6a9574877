// Members who are there and of whose earnings in a currency so much is available, those who earned least first.
// access: read
// param currency: STRING
// param minimum: INTEGER
// param held_from: DATE
// param limit: INTEGER
// column user_id: STRING
MATCH (balance:AccountBalance)
USING INDEX SEEK balance:AccountBalance(currency, amount_minor, account)
WHERE balance.currency = $currency AND balance.amount_minor >= $minimum AND balance.account IS NOT NULL
  AND balance.account STARTS WITH 'member:'
WITH balance, split(balance.account, ':')[1] AS user_id
MATCH (user:User {id: user_id})
CALL (balance) {
  MATCH (day:EarningDay)
  WHERE day.account = balance.account AND day.currency = balance.currency AND day.day >= $held_from
  RETURN sum(day.amount_minor) AS held
}
CALL (user_id, balance) {
  MATCH (payout:Payout)
  WHERE payout.user_id = user_id AND payout.state = 'PENDING' AND payout.id > '' AND payout.currency = balance.currency
  RETURN sum(payout.amount_minor) AS under_way
}
WITH balance, user_id, balance.amount_minor - held - under_way AS available
WHERE available >= $minimum
RETURN user_id
ORDER BY balance.amount_minor, user_id
LIMIT $limit
