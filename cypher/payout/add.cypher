// Make payouts of members whose accounts are locked. A transaction that is run again finds its own.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (payout:Payout {id: row.id})
ON CREATE SET payout += row
