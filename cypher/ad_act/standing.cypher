// How a flight that is locked stands: the day an act is charged to, which is the next one where the asked one is closed,
// what is spent, and how often a reader viewed the flight; none where the reader isn't known.
// access: read
// param flight_id: STRING
// param day: DATE
// param user_id: STRING
// param day_ago: ZONED DATETIME
// param week_ago: ZONED DATETIME
// param decided_since: ZONED DATETIME
// column day: DATE
// column paid: BOOLEAN
// column spent_micro: INTEGER
// column day_spent_micro: INTEGER
// column viewed_day: INTEGER
// column viewed_week: INTEGER
MATCH (flight:Flight {id: $flight_id})
MATCH (campaign:Campaign {id: flight.campaign_id})
WITH flight, campaign.kind = 'PAID' AS paid,
     CASE WHEN flight.closed_through >= $day THEN flight.closed_through + duration('P1D') ELSE $day END AS day
OPTIONAL MATCH (counted:FlightDay {key: flight.id + '|' + toString(day)})
CALL (flight) {
  MATCH (seen:AdDecision)
  USING INDEX seen:AdDecision(user_id, flight_id, decided_at)
  WHERE seen.user_id = $user_id AND seen.flight_id = flight.id AND seen.decided_at > $decided_since
    AND seen.viewed_at > $week_ago
  RETURN count(*) AS viewed_week, count(CASE WHEN seen.viewed_at > $day_ago THEN 1 END) AS viewed_day
}
RETURN toString(day) AS day, paid, coalesce(flight.spent_micro, 0) AS spent_micro,
       coalesce(counted.spent_micro, 0) AS day_spent_micro, viewed_day, viewed_week
