// The postings about orders and about their refunds, the first first.
// access: read
// param ids: LIST OF STRING
// column order_id: STRING
// column entry_id: STRING
// column kind: STRING
// column at: ZONED DATETIME
// column memo: STRING
// column about: STRING
// column account: STRING
// column amount_minor: INTEGER
// column currency: STRING
UNWIND $ids AS order_id
CALL (order_id) {
  RETURN order_id AS about
  UNION ALL
  MATCH (refund:Refund)
  USING INDEX SEEK refund:Refund(order_id, id)
  WHERE refund.order_id = order_id AND refund.id IS NOT NULL
  RETURN refund.id AS about
}
CALL (about) {
  MATCH (entry:LedgerEntry)
  USING INDEX SEEK entry:LedgerEntry(about, id)
  WHERE entry.about = about AND entry.id IS NOT NULL
  RETURN entry
}
CALL (entry) {
  MATCH (posting:Posting)
  USING INDEX SEEK posting:Posting(entry_id)
  WHERE posting.entry_id = entry.id
  RETURN posting
}
RETURN order_id, entry.id AS entry_id, entry.kind AS kind, entry.at AS at, entry.memo AS memo, entry.about AS about,
       posting.account AS account, posting.amount_minor AS amount_minor, posting.currency AS currency
ORDER BY order_id, at, entry_id, account, currency
