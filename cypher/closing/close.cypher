// Close a question by the words of some members, and lead from a duplicate to its original.
// access: write
// param question_id: STRING
// param number: INTEGER
// param user_ids: LIST OF STRING
// param reason: STRING
// param original_id: STRING
// param at: ZONED DATETIME
MATCH (question:Content {id: $question_id})
MATCH (closing:Closing {question_id: $question_id, number: $number})
SET question.closed_at = $at, closing.state = 'CLOSED', closing.at = $at, closing.reason = $reason,
  closing.original_id = $original_id, closing.duplicate_of = $original_id
WITH question, closing
CALL (closing) {
  MATCH (closing)<-[judged:JUDGED {act: 'CLOSE'}]-(user:User)
  WHERE user.id IN $user_ids
  SET judged.decided = true
}
MATCH (original:Content {id: $original_id})
MERGE (question)-[link:LINKS_TO {kind: 'DUPLICATE'}]->(original)
ON CREATE SET link.at = $at
