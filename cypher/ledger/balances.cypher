// The balances of accounts, one a currency. What has had no posting gives no row.
// access: read
// param accounts: LIST OF STRING
// column account: STRING
// column currency: STRING
// column balance_minor: INTEGER
// column postings: INTEGER
UNWIND $accounts AS account
MATCH (balance:AccountBalance)
WHERE balance.account = account AND balance.currency IS NOT NULL // names both, as the index does
RETURN account, balance.currency AS currency, balance.amount_minor AS balance_minor, balance.postings AS postings
ORDER BY account, currency
