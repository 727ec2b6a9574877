// Add postings to accounts that are locked, and to their balances.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
CREATE (posting:Posting)
SET posting = row
WITH row
MATCH (balance:AccountBalance {account: row.account, currency: row.currency})
SET balance.amount_minor = row.balance_minor, balance.postings = row.number
