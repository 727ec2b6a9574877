// Make what a member scored in quizzes the survivor's: their attempts are counted behind the survivor's own.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (user:User {id: $into_id})
SET user:User
WITH user
MATCH (old:QuizAttempt)
WHERE old.user_id = $from_id AND old.content_id > '' AND old.number >= 0
WITH old ORDER BY old.content_id, old.number
LIMIT $limit
WITH old.content_id AS content_id, collect(old) AS olds
WITH content_id, olds, COUNT {
  MATCH (own:QuizAttempt)
  WHERE own.user_id = $into_id AND own.content_id = content_id AND own.number >= 0
} AS before
UNWIND range(0, size(olds) - 1) AS place
WITH content_id, olds[place] AS old, before + place + 1 AS number
SET old.user_id = $into_id, old.number = number, old.key = $into_id + '|' + content_id + '|' + number
RETURN {quiz_attempts: count(*)} AS counts
