// Name events that Stoa named after a member after the survivor, who would be counted again otherwise when they act so.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MATCH (event:Event {source: 'stoa', event_id: row.event_id})
SET event.event_id = row.same_id
