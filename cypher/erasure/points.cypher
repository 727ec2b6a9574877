// Let ledgers of points name a person by the erasure: what was granted to them, and what was because of them. What others were
// granted stays as it is. The sums of their days, their places on leaderboards and their standing go.
// access: write
// param user_id: STRING
// param erasure_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (entry:PointEntry)
  WHERE entry.user_id = $user_id AND entry.number > 0
  RETURN entry
  LIMIT $limit
  UNION
  MATCH (entry:PointEntry)
  WHERE entry.actor_id = $user_id
  RETURN entry
  LIMIT $limit
}
WITH entry LIMIT $limit
SET entry.user_id = CASE entry.user_id WHEN $user_id THEN $erasure_id ELSE entry.user_id END,
    entry.actor_id = CASE entry.actor_id WHEN $user_id THEN $erasure_id ELSE entry.actor_id END,
    entry.fact_id = replace(entry.fact_id, $user_id, $erasure_id)
WITH count(entry) AS entries
CALL () {
  MATCH (day:PointDay)
  WHERE day.user_id = $user_id AND day.date > date('0001-01-01')
  WITH day LIMIT $limit
  DELETE day
  RETURN count(day) AS days
}
CALL () {
  MATCH (score:BoardScore {user_id: $user_id})
  WITH score LIMIT $limit
  DELETE score
  RETURN count(score) AS scores
}
CALL () {
  MATCH (standing:Standing)
  WHERE standing.user_id = $user_id AND standing.scope > ''
  WITH standing LIMIT $limit
  DELETE standing
  RETURN count(standing) AS standings
}
RETURN {point_entries_pseudonymised: entries, point_days: days, leaderboard_scores: scores, standings: standings} AS counts
