// Movements of money of some kinds and of a time that touched accounts of one book in a currency, the latest first, with
// what they came to there: of each kind no more than are asked for.
// access: read
// param kinds: LIST OF STRING
// param currency: STRING
// param accounts: STRING
// param since: ZONED DATETIME
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column kind: STRING
// column at: ZONED DATETIME
// column memo: STRING
// column about: STRING
// column currency: STRING
// column amount_minor: INTEGER
// column postings: INTEGER
UNWIND $kinds AS kind
CALL (kind) {
  MATCH (entry:LedgerEntry)
  USING INDEX SEEK entry:LedgerEntry(kind, at, id)
  WHERE entry.kind = kind AND entry.at >= $since AND entry.at <= $before_at AND entry.id IS NOT NULL
    AND CASE entry.at WHEN $before_at THEN entry.id < $before_id ELSE true END
  CALL (entry) {
    MATCH (posting:Posting)
    WHERE posting.entry_id = entry.id AND posting.currency = $currency AND posting.account STARTS WITH $accounts
    RETURN sum(posting.amount_minor) AS amount_minor, count(posting) AS postings
  }
  WITH entry, amount_minor, postings
  WHERE postings > 0
  RETURN entry, amount_minor, postings
  ORDER BY entry.kind DESC, entry.at DESC, entry.id DESC
  LIMIT $limit
}
RETURN entry.id AS id, entry.kind AS kind, entry.at AS at, entry.memo AS memo, entry.about AS about,
       $currency AS currency, amount_minor, postings
ORDER BY at DESC, id DESC
LIMIT $limit
