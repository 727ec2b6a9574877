// Open a closed question again by the words of some members; it leads to no original any more.
// access: write
// param question_id: STRING
// param number: INTEGER
// param user_ids: LIST OF STRING
// param at: ZONED DATETIME
MATCH (question:Content {id: $question_id})
MATCH (closing:Closing {question_id: $question_id, number: $number})
SET closing.state = 'REOPENED', closing.reopened_at = $at
REMOVE question.closed_at, closing.duplicate_of
WITH question, closing
CALL (closing) {
  MATCH (closing)<-[judged:JUDGED {act: 'REOPEN'}]-(user:User)
  WHERE user.id IN $user_ids
  SET judged.decided = true
}
MATCH (question)-[link:LINKS_TO {kind: 'DUPLICATE'}]->(:Content)
DELETE link
