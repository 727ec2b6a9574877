// Close days of a flight that is locked: nothing is charged to them any more.
// access: write
// param flight_id: STRING
// param days: LIST OF DATE
UNWIND $days AS date
MATCH (day:FlightDay {key: $flight_id + '|' + toString(date)})
REMOVE day.open_on
