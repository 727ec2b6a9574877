// Add entries to ledgers whose members are locked, and to the sums that are kept of them; note whose badges are to be looked at.
// A note is a node of its own, so that nobody waits for a popular member's.
// access: write
// param entries: LIST OF MAP
// param days: LIST OF MAP
// param users: LIST OF MAP
// param boards: LIST OF MAP
// param due: LIST OF STRING
// param at: ZONED DATETIME
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
