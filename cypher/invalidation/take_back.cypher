// Take what doesn't count any more out of days of a flight that is locked.
// access: write
// param flight_id: STRING
// param rows: LIST OF MAP
UNWIND $rows AS row
MATCH (day:FlightDay {key: $flight_id + '|' + toString(row.day)})
SET day.views = day.views - row.views, day.clicks = day.clicks - row.clicks,
    day.conversions = day.conversions - row.conversions, day.spent_micro = day.spent_micro - row.spent_micro
