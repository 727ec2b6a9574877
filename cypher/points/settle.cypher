// Add entries to ledgers whose members are locked, and set the sums that are kept of them to what their ledgers come to.
// access: write
// param entries: LIST OF MAP
// param days: LIST OF MAP
// param users: LIST OF MAP
// param boards: LIST OF MAP
CALL () {
  UNWIND $entries AS row
  CREATE (entry:PointEntry)
  SET entry = row
}
CALL () {
  UNWIND $days AS row
  MERGE (day:PointDay {user_id: row.user_id, date: row.date})
  SET day.points = row.points, day.received = row.received, day.made = row.made
}
CALL () {
  UNWIND $users AS row
  MATCH (user:User {id: row.user_id})
  SET user.points = row.points, user.point_entries = row.entries
}
CALL () {
  UNWIND $boards AS row
  MERGE (score:BoardScore {board: row.board, user_id: row.user_id})
  SET score.points = row.points, score.ends_on = row.ends_on
  SET score.place = CASE WHEN score.points > 0
    THEN right('0000000000' + toString(score.points), 11) + ':' + row.user_id END
}
