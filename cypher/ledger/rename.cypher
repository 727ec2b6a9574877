// Let what happened to an account have happened to another, behind what happened to that: two accounts of one person are
// one, and who is erased is called otherwise. Nothing else ever changes a posting.
// access: write
// param source: STRING
// param target: STRING
// column postings: INTEGER
MATCH (balance:AccountBalance)
WHERE balance.account = $source AND balance.currency IS NOT NULL // names both, as the index does
SET balance:AccountBalance
WITH balance
MERGE (into:AccountBalance {account: $target, currency: balance.currency})
ON CREATE SET into.amount_minor = 0, into.postings = 0
SET into:AccountBalance
WITH balance, into
CALL (balance, into) {
  MATCH (posting:Posting)
  WHERE posting.account = $source AND posting.currency = balance.currency AND posting.number > 0
  SET posting.account = $target, posting.number = posting.number + into.postings,
      posting.balance_minor = posting.balance_minor + into.amount_minor
  RETURN count(posting) AS moved
}
SET into.amount_minor = into.amount_minor + balance.amount_minor, into.postings = into.postings + balance.postings
DELETE balance
RETURN coalesce(sum(moved), 0) AS postings
