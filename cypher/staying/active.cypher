// Of the next members how many were active in which period of a time, by the period in which they were first. For a job:
// it costs what the members of the page did in the time.
// access: read
// param after_id: STRING
// param unit: STRING
// param since: DATE
// param until: DATE
// param counters: LIST OF STRING
// param limit: INTEGER
// column last_id: STRING
// column counts: LIST OF MAP
MATCH (user:User)
WHERE user.id > $after_id
WITH user.id AS id ORDER BY id LIMIT $limit
WITH collect(id) AS ids
CALL (ids) {
  UNWIND ids AS id
  CALL (id) {
    MATCH (day:UserDay)
    WHERE day.user_id = id AND day.date >= $since AND day.date < $until
    WITH date.truncate($unit, day.date) AS period, properties(day) AS done
    WHERE any(counter IN $counters WHERE done[counter] > 0)
    RETURN DISTINCT period
  }
  WITH id, collect(period) AS periods
  CALL (id) {
    MATCH (day:UserDay)
    WHERE day.user_id = id AND day.date >= date('0001-01-01')
    WITH day.date AS date, properties(day) AS done
    WHERE any(counter IN $counters WHERE done[counter] > 0)
    RETURN date.truncate($unit, date) AS cohort
    ORDER BY date LIMIT 1
  }
  UNWIND periods AS period
  WITH cohort, period, count(*) AS members
  RETURN collect({cohort: toString(cohort), period: toString(period), members: members}) AS counts
}
RETURN ids[-1] AS last_id, counts
