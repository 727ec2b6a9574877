// What a user scored in quizzes, in the order of keys.
// access: read
// param user_id: STRING
// param after: STRING
// param limit: INTEGER
// column key: STRING
// column row: MAP
MATCH (attempt:QuizAttempt)
WHERE attempt.key > $user_id + '|' + $after AND attempt.key < $user_id + '|~'
WITH attempt ORDER BY attempt.key
LIMIT $limit
RETURN split(attempt.key, $user_id + '|')[1] AS key, attempt {.*, key: null} AS row
