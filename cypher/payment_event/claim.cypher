// Take an event from which something is still to follow; until the commit nobody else does.
// access: write
// param key: STRING
// column state: STRING
MATCH (event:PaymentEvent {key: $key})
SET event:PaymentEvent
WITH event
WHERE event.state = 'RECEIVED'
RETURN event.state AS state
