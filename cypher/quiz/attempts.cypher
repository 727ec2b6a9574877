// What a member scored in the quizzes of lessons, the first attempt first.
// access: read
// param ids: LIST OF STRING
// param user_id: STRING
// column content_id: STRING
// column user_id: STRING
// column number: INTEGER
// column version: INTEGER
// column score_percent: INTEGER
// column passed: BOOLEAN
// column right: LIST OF BOOLEAN
// column at: ZONED DATETIME
UNWIND $ids AS id
MATCH (attempt:QuizAttempt)
WHERE attempt.user_id = $user_id AND attempt.content_id = id AND attempt.number >= 0
RETURN id AS content_id, attempt.user_id AS user_id, attempt.number AS number, attempt.version AS version,
       attempt.score_percent AS score_percent, attempt.passed AS passed, attempt.right AS right, attempt.at AS at
ORDER BY content_id, number
