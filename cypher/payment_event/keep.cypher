// Keep what a processor told, once however often it is told; whether something is still to follow from it.
// access: write
// param key: STRING
// param processor: STRING
// param type: STRING
// param at: ZONED DATETIME
// param received_at: ZONED DATETIME
// param told: STRING
// column state: STRING
MERGE (event:PaymentEvent {key: $key})
ON CREATE SET event.processor = $processor, event.type = $type, event.at = $at, event.received_at = $received_at,
  event.told = $told, event.state = 'RECEIVED'
RETURN event.state AS state
