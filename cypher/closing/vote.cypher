// Keep what a member says on a closing, which begins with the first to say something; said again, it replaces what they said.
// access: write
// param user_id: STRING
// param question_id: STRING
// param number: INTEGER
// param act: STRING
// param reason: STRING
// param original_id: STRING
// param note: STRING
// param at: ZONED DATETIME
// column user_id: STRING
MATCH (user:User {id: $user_id})
MATCH (question:Content {id: $question_id})
MERGE (closing:Closing {question_id: $question_id, number: $number})
ON CREATE SET closing.state = 'VOTING'
MERGE (question)-[:CLOSED_IN]->(closing)
MERGE (user)-[judged:JUDGED {key: $user_id + '|' + $question_id + '|' + $number + '|' + $act}]->(closing)
SET judged.act = $act, judged.reason = $reason, judged.original_id = $original_id, judged.note = $note, judged.at = $at,
  question.closings = $number
RETURN user.id AS user_id
