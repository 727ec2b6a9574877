// How many members are on a board.
// access: read
// param board: STRING
// column total: INTEGER
MATCH (score:BoardScore)
WHERE score.board = $board AND score.place > ''
RETURN count(score) AS total
