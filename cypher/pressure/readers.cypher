// Of the next members those whom ads and analytics know by their consent, and who were active in a time: on how many
// days, how many ads they viewed in it, what they are to selling, and whether they were active again soon after it. For a
// job: it costs what the members of the page did.
// access: read
// param after_id: STRING
// param first: DATE
// param end: DATE
// param stays_until: DATE
// param limit: INTEGER
// column last_id: STRING
// column readers: LIST OF MAP
MATCH (user:User)
WHERE user.id > $after_id
WITH user ORDER BY user.id LIMIT $limit
WITH collect(user) AS page
WITH page[-1].id AS last_id,
     [user IN page WHERE 'AD_PERSONALISATION' IN user.consents AND 'ANALYTICS' IN user.consents |
      user {.id, ad_free: user.ad_free_until IS NOT NULL, is_new: user.joined_at >= datetime({date: $first})}] AS known
CALL (known) {
  UNWIND known AS member
  WITH member, member.id AS id
  CALL (id) {
    MATCH (day:UserDay)
    WHERE day.user_id = id AND day.date >= $first AND day.date < $end
    RETURN count(day) AS days
  }
  WITH member, id, days
  WHERE days > 0
  CALL (id) {
    MATCH (decision:AdDecision) // viewed within hours of its making: its index has when it was made
    USING INDEX decision:AdDecision(user_id, flight_id, decided_at)
    WHERE decision.user_id = id AND decision.flight_id > ''
      AND decision.decided_at >= datetime({date: $first - duration({days: 1})})
      AND decision.decided_at < datetime({date: $end})
      AND decision.viewed_at >= datetime({date: $first}) AND decision.viewed_at < datetime({date: $end})
    RETURN count(decision) AS ads
  }
  WITH member, id, days, ads, EXISTS {
    MATCH (later:UserDay)
    WHERE later.user_id = id AND later.date >= $end AND later.date < $stays_until
  } AS stayed, EXISTS {
    MATCH (subscription:Subscription)
    WHERE subscription.user_id = id AND subscription.id > ''
    MATCH (span:SubscriberSpan)
    WHERE span.subscription_id = subscription.id
      AND span.since < datetime({date: $end}) AND span.until > datetime({date: $first})
  } AS paying
  RETURN collect({user_id: id, days: days, ads: ads, stayed: stayed, kind: CASE
    WHEN member.ad_free THEN 'AD_FREE' WHEN paying THEN 'PAYING' WHEN member.is_new THEN 'NEW' ELSE 'OTHER' END}) AS readers
}
RETURN last_id, readers
