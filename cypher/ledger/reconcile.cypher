// Whether the books are right: by currency the sum of all postings, how many accounts hold another balance, or another
// number of postings, than theirs come to, the postings of how many entries don't sum to zero, and which accounts owe.
// access: read
// scan: it looks at every posting there is, for an operator who wants to know
// column currency: STRING
// column postings: INTEGER
// column sum_minor: INTEGER
// column differing: INTEGER
// column uneven: INTEGER
// column owing: LIST OF STRING
CALL () {
  MATCH (posting:Posting)
  WITH posting.account AS account, posting.currency AS currency, count(*) AS postings, sum(posting.amount_minor) AS amount
  OPTIONAL MATCH (balance:AccountBalance {account: account, currency: currency})
  RETURN currency, postings, amount, 0 AS uneven, CASE WHEN amount < 0 THEN account END AS owing,
         CASE WHEN balance.amount_minor = amount AND balance.postings = postings THEN 0 ELSE 1 END AS differs
UNION ALL
  MATCH (balance:AccountBalance)
  WHERE (balance.amount_minor <> 0 OR balance.postings <> 0)
    AND NOT EXISTS { (:Posting {account: balance.account, currency: balance.currency}) }
  RETURN balance.currency AS currency, 0 AS postings, 0 AS amount, 0 AS uneven, null AS owing, 1 AS differs
UNION ALL
  MATCH (posting:Posting)
  WITH posting.entry_id AS entry_id, posting.currency AS currency, sum(posting.amount_minor) AS amount
  WHERE amount <> 0
  RETURN currency, 0 AS postings, 0 AS amount, 1 AS uneven, null AS owing, 0 AS differs
}
RETURN currency, sum(postings) AS postings, sum(amount) AS sum_minor, sum(differs) AS differing, sum(uneven) AS uneven,
       collect(owing) AS owing
ORDER BY currency
