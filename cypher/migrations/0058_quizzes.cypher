// Attempts at quizzes, by member and lesson.
CREATE CONSTRAINT quiz_attempt_key IF NOT EXISTS FOR (n:QuizAttempt) REQUIRE n.key IS UNIQUE;
CREATE INDEX quiz_attempts_of_user IF NOT EXISTS FOR (n:QuizAttempt) ON (n.user_id, n.content_id, n.number);
