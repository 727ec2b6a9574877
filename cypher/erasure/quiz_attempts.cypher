// Erase what a person scored in quizzes.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (attempt:QuizAttempt)
WHERE attempt.user_id = $user_id AND attempt.content_id > '' AND attempt.number >= 0
WITH attempt LIMIT $limit
WITH collect(attempt) AS old
FOREACH (attempt IN old | DELETE attempt)
RETURN {quiz_attempts: size(old)} AS counts
