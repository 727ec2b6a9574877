// What members were active on since they were settled, with the last days before, as numbers from 0001-01-01 = 1; the state
// that was settled; and where they are. Who changed something on a day before that, or was never settled, is read whole.
// access: read
// param rows: LIST OF MAP
// param today: DATE
// param counters: LIST OF STRING
// param remembered: INTEGER
// column user_id: STRING
// column settled: DATE
// column days: LIST OF INTEGER
// column begun: MAP
// column present: MAP
UNWIND $rows AS row
MATCH (user:User {id: row.id})
WITH user, CASE WHEN row.whole OR row.earliest <= user.churn_settled_on THEN null ELSE user.churn_settled_on END AS settled
CALL (user, settled) {
  MATCH (user)-[:PASSED_THROUGH]->(span:ChurnSpan)
  WITH span ORDER BY span.since DESC, span.state IN ['ACTIVE', 'RETURNED'] DESC
  WITH collect(span {.state, .reason, .since}) AS spans
  RETURN head([span IN spans WHERE date(span.since) <= settled]) AS begun, head(spans) AS present
}
CALL (user, settled) {
  MATCH (day:UserDay)
  WHERE day.user_id = user.id AND day.date <= settled
  WITH day.date AS date, properties(day) AS done
  WHERE any(counter IN $counters WHERE done[counter] > 0)
  WITH date ORDER BY date DESC LIMIT $remembered
  RETURN collect(duration.inDays(date('0001-01-01'), date).days + 1) AS before
}
CALL (user, settled) {
  MATCH (day:UserDay)
  WHERE day.user_id = user.id AND day.date > coalesce(settled, date('0001-01-01')) AND day.date <= $today
  WITH day.date AS date, properties(day) AS done
  WHERE any(counter IN $counters WHERE done[counter] > 0)
  WITH date ORDER BY date
  RETURN collect(duration.inDays(date('0001-01-01'), date).days + 1) AS after
}
RETURN user.id AS user_id, settled, reverse(before) + after AS days,
       begun {.state, .reason, since: begun.since.epochMillis} AS begun,
       present {.state, since: present.since.epochMillis} AS present
