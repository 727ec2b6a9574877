// Make an entry, or find the one of that key: `fresh` says which. A transaction that is run again after its commit was
// lost finds its own entry under another claim, and moves nothing twice.
// access: write
// param id: STRING
// param key: STRING
// param kind: STRING
// param at: ZONED DATETIME
// param memo: STRING
// param about: STRING
// param fingerprint: STRING
// param claim: INTEGER
// column fingerprint: STRING
// column fresh: BOOLEAN
MERGE (entry:LedgerEntry {key: $key})
ON CREATE SET entry.id = $id, entry.kind = $kind, entry.at = $at, entry.memo = $memo,
              entry.about = $about, entry.fingerprint = $fingerprint, entry.claim = $claim
RETURN entry.fingerprint AS fingerprint, entry.claim = $claim AS fresh
