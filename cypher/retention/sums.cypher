// Fold the old days of the next members, so many of each, into the latest of the old ones: what was done on which of them
// is forgotten, how often stays. Members are locked before their days are read, as by whoever counts an act. A day that
// was just touched waits, for late acts on it still name the member.
// access: write
// param after_id: STRING
// param before: DATE
// param touched_before: ZONED DATETIME
// param counters: LIST OF STRING
// param members: INTEGER
// param limit: INTEGER
// column last_id: STRING
// column forgotten: INTEGER
MATCH (user:User)
WHERE user.id > $after_id
WITH user ORDER BY user.id LIMIT $members
WITH collect(user) AS page
CALL (page) {
  UNWIND page AS user
  WITH user
  WHERE COUNT { MATCH (day:UserDay) WHERE day.user_id = user.id AND day.date < $before AND day.touched_at < $touched_before } > 1
  SET user.id = user.id
  WITH user
  CALL (user) {
    MATCH (day:UserDay {user_id: user.id})
    WHERE day.date < $before AND day.touched_at < $touched_before
    WITH day ORDER BY day.date DESC LIMIT $limit + 1
    WITH collect(day) AS days
    WITH days[0] AS kept, days[1..] AS gone
    FOREACH (day IN gone |
      FOREACH (counter IN [counter IN $counters WHERE day[counter] IS NOT NULL] |
        SET kept[counter] = coalesce(kept[counter], 0) + day[counter])
      DETACH DELETE day)
    RETURN size(gone) AS gone
  }
  RETURN sum(gone) AS forgotten
}
RETURN page[-1].id AS last_id, forgotten
