// Add a member's sums of points, by day and by leaderboard, to the survivor's. Where they stood is forgotten: it follows from the one
// ledger in the end.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
CALL () {
  MATCH (old:PointDay)
  WHERE old.user_id = $from_id AND old.date > date('0001-01-01')
  WITH old LIMIT $limit
  MERGE (day:PointDay {user_id: $into_id, date: old.date})
  SET day.points = coalesce(day.points, 0) + old.points, day.received = coalesce(day.received, 0) + old.received,
    day.made = coalesce(day.made, 0) + old.made
  DELETE old
  RETURN count(old) AS days
}
CALL (user) {
  MATCH (old:BoardScore {user_id: $from_id})
  WITH user, old LIMIT $limit
  FOREACH (_ IN CASE WHEN user.leaderboard_opt_out THEN [] ELSE [1] END |
    MERGE (score:BoardScore {board: old.board, user_id: $into_id})
    SET score.points = coalesce(score.points, 0) + old.points, score.ends_on = old.ends_on
    SET score.place = CASE WHEN score.points > 0
      THEN right('0000000000' + toString(score.points), 11) + ':' + $into_id END)
  DELETE old
  RETURN count(old) AS scores
}
CALL (user) {
  MATCH (score:BoardScore {user_id: $into_id})
  WHERE user.leaderboard_opt_out
  DELETE score
}
CALL () {
  MATCH (standing:Standing)
  WHERE standing.user_id = $from_id AND standing.scope > ''
  WITH standing LIMIT $limit
  DELETE standing
  RETURN count(standing) AS standings
}
RETURN {point_days: days, leaderboard_scores: scores, standings: standings} AS counts
