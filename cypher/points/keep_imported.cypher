// Mark imported votes and likes as facts that earn: events that clients send are observed only, and earn nothing.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MATCH (event:Event {source: row.source, event_id: row.event_id})
SET event:ImportedVote
