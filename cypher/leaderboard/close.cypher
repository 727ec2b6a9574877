// Close a board that has ended, or go on with that: who isn't among the first goes, the others stay as they are. No row when
// there is none.
// access: write
// param today: DATE
// param places: INTEGER
// param limit: INTEGER
// column closed: INTEGER
// column gone: INTEGER
MATCH (ended:BoardScore)
USING INDEX ended:BoardScore(ends_on)
WHERE ended.ends_on <= $today
WITH ended.board AS board
LIMIT 1
CALL (board) {
  MATCH (score:BoardScore)
  USING INDEX score:BoardScore(board, place)
  WHERE score.board = board AND score.place > ''
  RETURN score
  ORDER BY score.board DESC, score.place DESC
  LIMIT $places
}
WITH board, collect(score) AS first
CALL (board, first) {
  MATCH (score:BoardScore)
  USING INDEX score:BoardScore(board, user_id)
  WHERE score.board = board AND score.user_id > '' AND NOT score IN first
  WITH score LIMIT $limit
  DELETE score
  RETURN count(*) AS gone
}
FOREACH (score IN CASE WHEN gone < $limit THEN first ELSE [] END | REMOVE score.ends_on)
RETURN CASE WHEN gone < $limit THEN 1 ELSE 0 END AS closed, gone
