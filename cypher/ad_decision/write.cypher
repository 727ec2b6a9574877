// Write down decisions, none twice; one whose ad was viewed meanwhile is there already, and keeps what came of it.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (decision:AdDecision {id: row.id})
SET decision += row
