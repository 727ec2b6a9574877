// Flights with a day that isn't closed and may be over somewhere.
// access: read
// param through: DATE
// column flight_id: STRING
// column time_zone: STRING
// column first: DATE
MATCH (day:FlightDay)
WHERE day.open_on <= $through AND day.flight_id IS NOT NULL // names both, as the index does
WITH day.flight_id AS flight_id, min(day.open_on) AS first
MATCH (flight:Flight {id: flight_id})
RETURN flight_id, flight.time_zone AS time_zone, toString(first) AS first
ORDER BY flight_id
