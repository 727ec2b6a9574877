// The postings of an account in one currency, the latest first.
// access: read
// param account: STRING
// param currency: STRING
// param before: INTEGER
// param limit: INTEGER
// column entry_id: STRING
// column kind: STRING
// column number: INTEGER
// column amount_minor: INTEGER
// column balance_minor: INTEGER
// column currency: STRING
// column at: ZONED DATETIME
// column memo: STRING
// column about: STRING
MATCH (posting:Posting)
USING INDEX posting:Posting(account, currency, number)
WHERE posting.account = $account AND posting.currency = $currency AND posting.number < $before
WITH posting
ORDER BY posting.account DESC, posting.currency DESC, posting.number DESC
LIMIT $limit
MATCH (entry:LedgerEntry {id: posting.entry_id})
RETURN entry.id AS entry_id, entry.kind AS kind, posting.number AS number, posting.amount_minor AS amount_minor,
       posting.balance_minor AS balance_minor, posting.currency AS currency, entry.at AS at, entry.memo AS memo,
       entry.about AS about
ORDER BY number DESC
