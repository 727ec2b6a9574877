// What a user earned by sales and was paid out: the postings of their account, currency by currency.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (posting:Posting)
WHERE posting.account = 'member:' + $user_id + ':earnings' AND posting.currency >= left($after, 3) AND posting.number > 0
WITH posting, posting.currency + ' ' + right('00000000000' + toString(posting.number), 12) AS key
WHERE key > $after
WITH posting, key ORDER BY key LIMIT $limit
MATCH (entry:LedgerEntry {id: posting.entry_id})
RETURN key, posting {.number, .currency, .amount_minor, .balance_minor, kind: entry.kind, at: entry.at, memo: entry.memo,
         about: entry.about} AS row
ORDER BY key
