// Add entries to ledgers whose members are locked, and to the sums that are kept of them; note whose badges are to be looked at.
// A note is a node of its own, so that nobody waits for a popular member's.
// Standing takes one step a moment, as `domain/standing.py` says: another addition of the same moment takes it anew.
// access: write
// param entries: LIST OF MAP
// param days: LIST OF MAP
// param users: LIST OF MAP
// param boards: LIST OF MAP
// param due: LIST OF STRING
// param at: ZONED DATETIME
// param standings: LIST OF MAP
// param bars: LIST OF INTEGER
CALL () {
  UNWIND $entries AS row
  CREATE (entry:PointEntry)
  SET entry = row
}
CALL () {
  UNWIND $days AS row
  MERGE (day:PointDay {user_id: row.user_id, date: row.date})
  SET day.points = coalesce(day.points, 0) + row.points,
      day.received = coalesce(day.received, 0) + row.received,
      day.made = coalesce(day.made, 0) + row.made
}
CALL () {
  UNWIND $users AS row
  MATCH (user:User {id: row.user_id})
  SET user.points = coalesce(user.points, 0) + row.points, user.point_entries = row.entries
}
CALL () {
  UNWIND $boards AS row
  MERGE (score:BoardScore {board: row.board, user_id: row.user_id})
  SET score.points = coalesce(score.points, 0) + row.points, score.ends_on = row.ends_on
  SET score.place = CASE WHEN score.points > 0
    THEN right('0000000000' + toString(score.points), 11) + ':' + row.user_id END
}
CALL () {
  UNWIND $due AS id
  CREATE (:BadgeDue {user_id: id, at: $at})
}
CALL () {
  UNWIND $standings AS row
  MERGE (standing:Standing {user_id: row.user_id, scope: row.scope})
  WITH row, standing, coalesce(standing.points, 0) + row.points AS points, coalesce(standing.at = row.at, false) AS again,
       coalesce(standing.moments, []) AS moments, coalesce(standing.rungs, []) AS rungs
  OPTIONAL MATCH (rules:StandingRules {scope: row.scope})
  WITH row, standing, points, coalesce(rules.version, 1) AS version,
       coalesce(rules.points, CASE row.scope WHEN 'all' THEN $bars ELSE [] END) AS bars,
       CASE WHEN NOT again THEN -19 ELSE 0 END AS first,
       CASE WHEN again AND last(moments) = row.at THEN size(moments) - 1 ELSE size(moments) END AS end, moments, rungs
  WITH row, standing, points, version, bars, moments[first..end] AS moments, rungs[first..end] AS rungs
  WITH row, standing, points, version, moments, rungs, coalesce(last(rungs), 0) AS held,
       size([bar IN bars WHERE points >= bar]) AS entered,
       size([bar IN bars WHERE points >= bar - CASE WHEN bar / 10 > 5 THEN bar / 10 ELSE 5 END]) AS kept
  WITH *, CASE WHEN entered > held THEN entered WHEN kept < held THEN kept ELSE held END AS rung
  SET standing.points = points, standing.at = row.at, standing.version = coalesce(standing.version, version),
      standing.moments = CASE WHEN rung = held THEN moments ELSE moments + [row.at] END,
      standing.rungs = CASE WHEN rung = held THEN rungs ELSE rungs + [rung] END
}
