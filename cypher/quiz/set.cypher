// Give a lesson of a member's own a quiz, or change it; no row when they have no such lesson. Setting a label that is there already
// locks the lesson.
// access: write
// param content_id: STRING
// param user_id: STRING
// param pass_percent: INTEGER
// param attempts: INTEGER
// param questions: STRING
// param at: ZONED DATETIME
// column content_id: STRING
MATCH (lesson:Content {id: $content_id})
WHERE lesson:Lesson AND EXISTS { (lesson)<-[:AUTHORED]-(:User {id: $user_id}) }
SET lesson:Lesson
WITH lesson
MERGE (quiz:Quiz {content_id: $content_id})
MERGE (lesson)-[:HAS_QUIZ]->(quiz)
SET quiz.version = coalesce(quiz.version, 0) + 1, quiz.pass_percent = $pass_percent, quiz.attempts = $attempts,
  quiz.questions = $questions, quiz.updated_at = $at
RETURN quiz.content_id AS content_id
