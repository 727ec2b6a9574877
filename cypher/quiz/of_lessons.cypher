// The quizzes of lessons, with their answers: whoever shows them leaves these out.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column version: INTEGER
// column pass_percent: INTEGER
// column attempts: INTEGER
// column questions: STRING
UNWIND $ids AS id
MATCH (quiz:Quiz {content_id: id})
RETURN id AS content_id, quiz.version AS version, quiz.pass_percent AS pass_percent, quiz.attempts AS attempts,
       quiz.questions AS questions
