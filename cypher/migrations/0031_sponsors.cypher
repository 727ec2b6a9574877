// Sponsors; and the ledger of money: an entry is told once, the postings of an account are numbered without gaps.
CREATE CONSTRAINT sponsor_id IF NOT EXISTS FOR (n:Sponsor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ledger_entry_key IF NOT EXISTS FOR (n:LedgerEntry) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT ledger_entry_id IF NOT EXISTS FOR (n:LedgerEntry) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT posting_number IF NOT EXISTS FOR (n:Posting) REQUIRE (n.account, n.currency, n.number) IS UNIQUE;
CREATE CONSTRAINT account_balance IF NOT EXISTS FOR (n:AccountBalance) REQUIRE (n.account, n.currency) IS UNIQUE;
