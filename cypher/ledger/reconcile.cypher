// Whether the books are right: by currency the sum of all postings, which is zero, and how many accounts hold another
// balance, or another number of postings, than theirs come to, which are none.
// access: read
// scan: it looks at every posting there is, for an operator who wants to know
// column currency: STRING
// column postings: INTEGER
// column sum_minor: INTEGER
// column differing: INTEGER
MATCH (posting:Posting)
WITH posting.account AS account, posting.currency AS currency, count(*) AS postings, sum(posting.amount_minor) AS amount
MATCH (balance:AccountBalance {account: account, currency: currency})
WITH currency, postings, amount,
     CASE WHEN balance.amount_minor = amount AND balance.postings = postings THEN 0 ELSE 1 END AS differs
RETURN currency, sum(postings) AS postings, sum(amount) AS sum_minor, sum(differs) AS differing
ORDER BY currency
