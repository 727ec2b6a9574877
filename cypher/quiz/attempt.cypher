// Keep an attempt of a member, whom the transaction has locked.
// access: write
// param content_id: STRING
// param user_id: STRING
// param number: INTEGER
// param version: INTEGER
// param score_percent: INTEGER
// param passed: BOOLEAN
// param right: LIST OF BOOLEAN
// param at: ZONED DATETIME
MERGE (attempt:QuizAttempt {key: $user_id + '|' + $content_id + '|' + $number})
SET attempt.content_id = $content_id, attempt.user_id = $user_id, attempt.number = $number, attempt.version = $version,
  attempt.score_percent = $score_percent, attempt.passed = $passed, attempt.right = $right, attempt.at = $at
