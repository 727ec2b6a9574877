// Let days of earnings and payouts be of another account, whose own are summed up with them: two accounts of one person
// are one, and who is erased is called otherwise. What operators said to them goes with `forget`.
// access: write
// param from_id: STRING
// param into_id: STRING
// param forget: BOOLEAN
// column counts: MAP
CALL () {
  MATCH (day:EarningDay)
  WHERE day.account = 'member:' + $from_id + ':earnings' AND day.currency IS NOT NULL AND day.day IS NOT NULL
  MERGE (into:EarningDay {account: 'member:' + $into_id + ':earnings', currency: day.currency, day: day.day})
  ON CREATE SET into.amount_minor = 0
  SET into:EarningDay, day:EarningDay
  WITH day, into
  SET into.amount_minor = into.amount_minor + day.amount_minor
  DELETE day
  RETURN count(*) AS days
}
CALL () {
  MATCH (payout:Payout)
  WHERE payout.user_id = $from_id AND payout.state IS NOT NULL AND payout.id IS NOT NULL
  SET payout.user_id = $into_id, payout.reason = CASE WHEN $forget THEN null ELSE payout.reason END
  RETURN count(payout) AS payouts
}
CALL () {
  MATCH (payout:Payout)
  WHERE payout.by = 'user:' + $from_id AND payout.id > ''
  SET payout.by = 'user:' + $into_id
  RETURN count(payout) AS asked
}
RETURN {earning_days: days, payouts: payouts, payouts_asked: asked} AS counts
