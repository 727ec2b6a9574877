// The members on a board behind a place, those with the most points first; of those with as many, the order of their ids.
// access: read
// param board: STRING
// param before: STRING
// param limit: INTEGER
// column user_id: STRING
// column points: INTEGER
MATCH (score:BoardScore)
USING INDEX score:BoardScore(board, place)
WHERE score.board = $board AND score.place < $before
WITH score
ORDER BY score.board DESC, score.place DESC
LIMIT $limit
RETURN score.user_id AS user_id, score.points AS points
ORDER BY score.place DESC
