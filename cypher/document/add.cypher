// Trust documents. One that is trusted already stays as it is.
// access: write
// param rows: LIST OF MAP
// param now: ZONED DATETIME
UNWIND $rows AS row
MERGE (document:TrustedDocument {id: row.id})
ON CREATE SET document.name = row.name, document.text = row.text, document.added_at = $now
