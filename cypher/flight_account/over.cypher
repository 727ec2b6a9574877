// Flights of one price that have states and ended before a moment, the first first.
// access: read
// param states: LIST OF STRING
// param pricing: LIST OF STRING
// param before: ZONED DATETIME
// param limit: INTEGER
// column id: STRING
UNWIND $states AS state
MATCH (flight:Flight {state: state})
WHERE flight.ends_at < $before AND flight.pricing IN $pricing
RETURN flight.id AS id
ORDER BY flight.ends_at
LIMIT $limit
