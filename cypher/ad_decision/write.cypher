// Write down decisions, none twice; one whose ad was viewed meanwhile is there already, and keeps what came of it. A row
// has the id, two times in milliseconds since 1970, and all other properties.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (decision:AdDecision {id: row.id})
SET decision += row.properties, decision.decided_at = datetime({epochMillis: row.decided_at}),
    decision.expires_at = datetime({epochMillis: row.expires_at})
