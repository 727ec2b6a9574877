// Lock accounts in the order given, before their balances are read; what has had no posting yet has nothing.
// access: write
// param accounts: LIST OF MAP
// column account: STRING
// column currency: STRING
// column balance_minor: INTEGER
// column postings: INTEGER
UNWIND $accounts AS row
MERGE (balance:AccountBalance {account: row.account, currency: row.currency})
ON CREATE SET balance.amount_minor = 0, balance.postings = 0
SET balance:AccountBalance
WITH balance
RETURN balance.account AS account, balance.currency AS currency, balance.amount_minor AS balance_minor,
       balance.postings AS postings
