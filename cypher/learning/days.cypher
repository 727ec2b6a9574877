// What some members did day by day from a day on, as lists of one length: days since 1970, and a count of each counter.
// access: read
// param user_ids: LIST OF STRING
// param since: DATE
// param counters: LIST OF STRING
// column user_ids: LIST OF STRING
// column days: LIST OF INTEGER
// column counts: LIST OF LIST OF INTEGER
UNWIND $user_ids AS user_id
MATCH (day:UserDay {user_id: user_id})
WHERE day.date > $since
RETURN collect(day.user_id) AS user_ids, collect(duration.inDays(date('1970-01-01'), day.date).days) AS days,
       collect([counter IN $counters | coalesce(day[counter], 0)]) AS counts
