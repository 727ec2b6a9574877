// Boards: one node a member and board, read from the index in the order of points.
CREATE CONSTRAINT board_score IF NOT EXISTS FOR (n:BoardScore) REQUIRE (n.board, n.user_id) IS UNIQUE;
CREATE INDEX board_score_place IF NOT EXISTS FOR (n:BoardScore) ON (n.board, n.place);
CREATE INDEX board_score_user IF NOT EXISTS FOR (n:BoardScore) ON (n.user_id);
CREATE INDEX board_score_ends_on IF NOT EXISTS FOR (n:BoardScore) ON (n.ends_on);
