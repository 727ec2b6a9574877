// Write down an act that counts, on its decision, its client if it is known, its flight and the flight's day.
// access: write
// param decision_id: STRING
// param decision: MAP
// param client: STRING
// param remembered: MAP
// param flight_id: STRING
// param flight: MAP
// param day: DATE
// param counts: MAP
MATCH (decision:AdDecision {id: $decision_id})
SET decision += $decision
WITH decision
OPTIONAL MATCH (client:AdClient {key: $client})
SET client += $remembered
WITH decision
MATCH (flight:Flight {id: $flight_id})
SET flight += $flight
MERGE (day:FlightDay {key: flight.id + '|' + toString($day)})
ON CREATE SET day.flight_id = flight.id, day.date = $day, day.open_on = $day, day.spent_micro = 0, day.views = 0,
              day.clicks = 0, day.conversions = 0, day.unbilled = 0
SET day.views = day.views + $counts.views, day.clicks = day.clicks + $counts.clicks,
    day.conversions = day.conversions + $counts.conversions, day.unbilled = day.unbilled + $counts.unbilled,
    day.spent_micro = day.spent_micro + $counts.spent_micro
