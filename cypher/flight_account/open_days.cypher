// The days of a flight up to one that aren't closed, the first first.
// access: read
// param flight_id: STRING
// param through: DATE
// column date: DATE
// column spent_micro: INTEGER
MATCH (day:FlightDay)
USING INDEX day:FlightDay(open_on, flight_id)
WHERE day.open_on <= $through AND day.flight_id = $flight_id
RETURN toString(day.date) AS date, day.spent_micro AS spent_micro
ORDER BY date
