// What an order, a refund or a payout moved is found by its id.
CREATE INDEX entries_about IF NOT EXISTS FOR (n:LedgerEntry) ON (n.about, n.id);
