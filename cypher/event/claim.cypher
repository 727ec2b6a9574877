// Accept events that are new, and return those that were known. Rows come sorted by identity, so that two writers never
// wait in a circle; times come as milliseconds, which the driver packs forty times as fast as dates.
// access: write
// param rows: LIST OF MAP
// param claim: INTEGER
// param now: ZONED DATETIME
// column source: STRING
// column event_id: STRING
// column payload_hash: STRING
UNWIND $rows AS row
MERGE (event:Event {source: row.source, event_id: row.event_id})
ON CREATE SET
  event.type = row.type,
  event.user_id = row.user_id,
  event.content_id = row.content_id,
  event.occurred_at = datetime({epochMillis: row.occurred_ms}),
  event.ingested_at = $now,
  event.dwell_seconds = row.dwell_seconds,
  event.exposure_id = row.exposure_id,
  event.payload_hash = row.payload_hash,
  event.claim = $claim
WITH event
WHERE event.claim <> $claim
RETURN event.source AS source, event.event_id AS event_id, event.payload_hash AS payload_hash
