// The reader-days of the next members on some dates: of those who consent to be known to ads, were never without them by
// grant, and were active on the date,
// by how many ads they viewed on it, and how many were active again in the days after. For a job: it costs what the
// members of the page did.
// access: read
// param after_id: STRING
// param dates: LIST OF DATE
// param within: INTEGER
// param limit: INTEGER
// column last_id: STRING
// column counted: LIST OF MAP
MATCH (user:User)
WHERE user.id > $after_id
WITH user ORDER BY user.id LIMIT $limit
WITH collect(user) AS page
WITH page[-1].id AS last_id, [user IN page WHERE 'AD_PERSONALISATION' IN user.consents AND user.ad_free_until IS NULL | user.id] AS ids
CALL (ids) {
  UNWIND ids AS id
  UNWIND $dates AS date
  MATCH (:UserDay {user_id: id, date: date})
  CALL (id, date) {
    MATCH (decision:AdDecision) // viewed within hours of its making: its index has when it was made
    USING INDEX decision:AdDecision(user_id, flight_id, decided_at)
    WHERE decision.user_id = id AND decision.flight_id > ''
      AND decision.decided_at >= datetime({date: date - duration({days: 1})})
      AND decision.viewed_at >= datetime({date: date})
      AND decision.viewed_at < datetime({date: date + duration({days: 1})})
    RETURN count(decision) AS views
  }
  WITH date, views, EXISTS {
    MATCH (later:UserDay)
    WHERE later.user_id = id AND later.date > date AND later.date <= date + duration({days: $within})
  } AS again
  WITH date, views, count(*) AS readers, sum(CASE WHEN again THEN 1 ELSE 0 END) AS returned
  RETURN collect({date: toString(date), views: views, readers: readers, returned: returned}) AS counted
}
RETURN last_id, counted
