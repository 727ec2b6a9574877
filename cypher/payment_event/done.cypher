// Note what followed from an event.
// access: write
// param key: STRING
// param state: STRING
// param note: STRING
MATCH (event:PaymentEvent {key: $key})
SET event:PaymentEvent
WITH event
WHERE event.state = 'RECEIVED'
SET event.state = $state, event.note = $note
