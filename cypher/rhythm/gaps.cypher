// Of the next members how many gaps of each length, between two days on which they were active, ended in which week, and
// whether both days were among the first four. For a job: it costs what the members of the page did in the time.
// access: read
// param after_id: STRING
// param since: DATE
// param until: DATE
// param counters: LIST OF STRING
// param longest: INTEGER
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
    WITH day.date AS ended, properties(day) AS done
    WHERE any(counter IN $counters WHERE done[counter] > 0)
    CALL (id, ended) {
      MATCH (before:UserDay)
      WHERE before.user_id = id AND before.date < ended
      WITH before.date AS begun, properties(before) AS done
      WHERE any(counter IN $counters WHERE done[counter] > 0)
      WITH begun ORDER BY begun DESC LIMIT 4
      RETURN max(begun) AS begun, count(begun) AS earlier
    }
    WITH ended, begun, earlier
    WHERE earlier > 0
    RETURN ended, duration.inDays(begun, ended).days AS days, earlier < 4 AS newcomer
  }
  WITH date.truncate('week', ended) AS week, newcomer, CASE WHEN days > $longest THEN $longest ELSE days END AS days, count(*) AS gaps
  RETURN collect({week: toString(week), newcomer: newcomer, days: days, gaps: gaps}) AS counts
}
RETURN ids[-1] AS last_id, counts
