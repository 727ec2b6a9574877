// What members said on a closing that counts still.
// access: read
// param question_id: STRING
// param number: INTEGER
// param act: STRING
// param since: ZONED DATETIME
// column user_id: STRING
// column reason: STRING
// column original_id: STRING
// column at: ZONED DATETIME
MATCH (closing:Closing {question_id: $question_id, number: $number})<-[judged:JUDGED {act: $act}]-(user:User)
WHERE judged.at > $since
RETURN user.id AS user_id, judged.reason AS reason, judged.original_id AS original_id, judged.at AS at
